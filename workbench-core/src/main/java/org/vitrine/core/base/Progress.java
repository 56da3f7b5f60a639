package org.vitrine.core.base;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/// How far a long piece of work is, and the way to stop it.
@FunctionalInterface
public interface Progress {
  Progress NONE = (_, _, _) -> {};

  /// Called often by the work, at least every half second.
  ///
  /// @param what key of a text that says what is going on
  /// @param done units so far; @param total units in all, 0 if nobody knows
  /// @throws CancellationException if somebody asked for an end
  void at(String what, long done, long total);

  /// A piece of the result that can be shown already: the next words of a text that is being written.
  default void piece(String text) {}

  /// A progress that reports to `to` until `cancel` is set.
  static Progress until(AtomicBoolean cancel, Progress to) {
    return new Progress() {
      @Override
      public void at(String what, long done, long total) {
        if (cancel.get()) throw new CancellationException();
        to.at(what, done, total);
      }

      @Override
      public void piece(String text) {
        to.piece(text);
      }
    };
  }
}
