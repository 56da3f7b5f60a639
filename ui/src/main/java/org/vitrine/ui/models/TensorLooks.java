package org.vitrine.ui.models;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.TensorPage;
import org.vitrine.ui.kit.Latest;

/// Values of the tensors in sight, one question at a time and the newest wish first: who scrolls past a hundred tensors waits
/// for those on the screen and not for the others.
final class TensorLooks {
  private static final int KEPT = 500;
  private static final int WAITING = 150;

  private record Wish(String tensor, Consumer<TensorPage> answer, Consumer<Problem> trouble) {}

  private final Workbench workbench;
  private final Latest latest;
  private final Map<String, TensorPage> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TensorPage> eldest) {
          return size() > KEPT;
        }
      };
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private String path = "";
  private boolean asking;

  TensorLooks(Workbench workbench, Latest latest) {
    this.workbench = workbench;
    this.latest = latest;
  }

  /// Another model: nothing that was known or asked counts any more.
  void of(String path) {
    this.path = path;
    known.clear();
    wishes.clear();
    latest.cancel("models.tensor");
    asking = false;
  }

  @Nullable TensorPage known(String tensor) {
    return known.get(tensor);
  }

  /// Answers at once if the tensor was looked at before.
  void look(String tensor, Consumer<TensorPage> answer, Consumer<Problem> trouble) {
    var page = known.get(tensor);
    if (page != null) {
      answer.accept(page);
      return;
    }
    wishes.push(new Wish(tensor, answer, trouble));
    if (wishes.size() > WAITING) wishes.removeLast();
    next();
  }

  private void next() {
    if (asking || wishes.isEmpty()) return;
    var wish = wishes.pop();
    var page = known.get(wish.tensor());
    if (page != null) {
      wish.answer().accept(page);
      next();
      return;
    }
    asking = true;
    latest.ask(
        "models.tensor",
        () -> workbench.ask(new Request.ShowTensor(path, wish.tensor())),
        found -> {
          asking = false;
          known.put(wish.tensor(), found);
          wish.answer().accept(found);
          next();
        },
        problem -> {
          asking = false;
          wish.trouble().accept(problem);
          next();
        });
  }
}
