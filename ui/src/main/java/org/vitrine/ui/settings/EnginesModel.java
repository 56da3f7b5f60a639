package org.vitrine.ui.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Pace;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.core.session.protocol.EngineOffer;
import org.vitrine.core.session.protocol.EngineTrial;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;

/// The engines of this home: one piece of work at a time, and nothing fetched or deleted before somebody said yes.
final class EnginesModel {
  private static final String LIST = "engines.list", OFFER = "engines.offer", WORK = "engines.work";
  private static final Pattern FLAVOUR = Pattern.compile("pytorch-native-(cu\\d+)");

  /// What waits for a yes.
  sealed interface Question {
    record Fetch(EngineOffer offer) implements Question {
      /// Whether it may begin: the settings let it, and the disk has room.
      boolean possible() {
        return offer.network() && !cramped();
      }

      boolean cramped() {
        return offer.free() < offer.room() - offer.fetched();
      }
    }

    record Remove(EngineInfo engine) implements Question {}
  }

  /// What went well.
  sealed interface Done {
    record Installed(EngineInfo engine) implements Done {}

    record Used(EngineTrial trial) implements Done {}

    record Verified(String name, int files) implements Done {}

    record Removed(String name) implements Done {}
  }

  /// How far the work is.
  ///
  /// @param what key of a notice; empty before the first word
  /// @param done,total bytes, `total` 0 if nobody knows
  /// @param rate bytes a second, 0 if it cannot be told; @param left seconds, −1 if they cannot
  record Step(String what, long done, long total, double rate, double left) {
    static final Step FIRST = new Step("", 0, 0, 0, -1);
  }

  private final Workbench workbench;
  private final Preferences preferences;
  private final Latest latest;
  private final Runnable switched;
  private final ReadOnlyObjectWrapper<@Nullable EngineList> list = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Request<?>> work = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.FIRST);
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();

  /// @param switched runs after another engine came into use
  EnginesModel(Workbench workbench, Preferences preferences, Latest latest, Runnable switched) {
    this.workbench = workbench;
    this.preferences = preferences;
    this.latest = latest;
    this.switched = switched;
  }

  /// Null until the first answer.
  ReadOnlyObjectProperty<@Nullable EngineList> list() {
    return list.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Question> question() {
    return question.getReadOnlyProperty();
  }

  /// What goes on, null for nothing.
  ReadOnlyObjectProperty<@Nullable Request<?>> work() {
    return work.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Step> step() {
    return step.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Done> done() {
    return done.getReadOnlyProperty();
  }

  void look() {
    latest.ask(LIST, () -> workbench.ask(new Request.ListEngines()), this::show, trouble::set);
  }

  /// The window keeps its own copy of the settings, which must not bring back the engine from before.
  private void show(EngineList found) {
    if (found.named() == null && work.get() == null)
      found.engines().stream()
          .filter(EngineInfo::inUse)
          .findFirst()
          .ifPresent(engine -> preferences.set("engine", engine.name()));
    list.set(found);
  }

  /// The engine that can be fetched on this platform and is not here yet.
  Optional<String> fetchable() {
    var now = list.get();
    if (now == null) return Optional.empty();
    return now.offers().stream().filter(name -> !there(now, name)).findFirst();
  }

  private static boolean there(EngineList list, String name) {
    return list.engines().stream().anyMatch(each -> each.name().equals(name));
  }

  /// Asks what would be fetched; nothing is.
  void offer(String name) {
    hush();
    latest.ask(
        OFFER,
        () -> workbench.ask(new Request.OfferEngine(name)),
        found -> question.set(new Question.Fetch(found)),
        trouble::set);
  }

  void askRemove(EngineInfo engine) {
    hush();
    question.set(new Question.Remove(engine));
  }

  /// @return false if there was nothing to leave
  boolean back() {
    if (question.get() == null) return false;
    question.set(null);
    return true;
  }

  /// The question that waits is answered with yes.
  void agree() {
    switch (question.get()) {
      case null -> {}
      case Question.Fetch fetch -> {
        if (fetch.possible())
          install(new Request.InstallEngine(fetch.offer().name(), List.of(), free()));
      }
      case Question.Remove(var engine) ->
          begin(
              new Request.RemoveEngine(engine.name()),
              now -> {
                show(now);
                done.set(new Done.Removed(engine.name()));
                switched.run();
              });
    }
  }

  /// Installs what lies on this computer.
  ///
  /// @param files jars or folders
  void installFrom(List<String> files) {
    install(new Request.InstallEngine(nameFor(files), files, free()));
  }

  /// Whether the choice is Vitrine’s, and no variable names the engine.
  private boolean free() {
    var now = list.get();
    return now == null || now.named() == null;
  }

  /// A name that nothing has yet: the flavour that the file tells, or `own`.
  private String nameFor(List<String> files) {
    var name = "own";
    for (var file : files) {
      var match = FLAVOUR.matcher(file.toLowerCase(Locale.ROOT));
      if (match.find()) name = match.group(1);
    }
    var now = list.get();
    if (now == null) return name;
    var free = name;
    for (int i = 2; there(now, free); i++) free = name + "-" + i;
    return free;
  }

  private void install(Request.InstallEngine request) {
    begin(
        request,
        reply -> {
          var trial = reply.trial();
          if (trial == null) done.set(new Done.Installed(reply.engine()));
          else used(trial);
        });
  }

  void use(String name) {
    begin(new Request.UseEngine(name), this::used);
  }

  private void used(EngineTrial trial) {
    preferences.set("engine", trial.name());
    done.set(new Done.Used(trial));
    switched.run();
  }

  void verify(String name) {
    begin(
        new Request.VerifyEngine(name),
        reply -> done.set(new Done.Verified(reply.name(), reply.files())));
  }

  /// Stops the work; what was fetched stays for next time.
  void cancel() {
    latest.cancel(WORK);
    work.set(null);
    look();
  }

  private void hush() {
    trouble.set(null);
    done.set(null);
  }

  private <R extends Record> void begin(Request<R> request, Consumer<R> good) {
    if (work.get() != null) return;
    hush();
    latest.cancel(OFFER);
    latest.cancel(LIST); // would tell how it was before
    question.set(null);
    step.set(Step.FIRST);
    work.set(request);
    latest.ask(
        WORK,
        () -> workbench.ask(request, told(request)),
        reply -> {
          work.set(null);
          good.accept(reply);
          look();
        },
        problem -> {
          work.set(null);
          trouble.set(problem);
          look();
        });
  }

  /// Comes from threads of the session, far more often than a window can show.
  private Progress told(Request<?> request) {
    var newest = new AtomicReference<@Nullable Step>();
    return new Progress() {
      private String stage = "";
      private Pace pace = new Pace();

      @Override
      public synchronized void at(String what, long done, long total) {
        if (!what.equals(stage)) pace = new Pace();
        stage = what;
        pace.at(done, System.nanoTime());
        var now =
            new Step(what, done, total, pace.rate(), total > 0 ? pace.secondsLeft(total) : -1);
        if (newest.getAndSet(now) != null) return; // on its way to the window already
        latest.show(() -> {
          var shown = newest.getAndSet(null);
          if (shown != null && work.get() == request) step.set(shown);
        });
      }
    };
  }
}
