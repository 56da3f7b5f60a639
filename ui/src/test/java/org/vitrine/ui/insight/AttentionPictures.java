package org.vitrine.ui.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.Method;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.nav.Ui;
import org.vitrine.ui.shell.Screens;
import org.vitrine.ui.shell.Shell;
import org.vitrine.ui.testing.FakeAttention;
import org.vitrine.ui.testing.FakeLooks;
import org.vitrine.ui.testing.FakeWorkbench;
import org.vitrine.ui.testing.Screenshots;

/// The Attention screen as it stands in its different states.
class AttentionPictures {
  private static FakeWorkbench workbench() {
    var workbench = new FakeWorkbench();
    return workbench.answer(
        Request.Attend.class,
        q -> FakeAttention.of(workbench.folder(), q.subject().text(), 12, 12));
  }

  private static Parent page(Ui ui, Consumer<AttentionViewModel> then) {
    var screen = new AttentionScreen(ui);
    var all = new ArrayList<>(Screens.of(ui));
    all.replaceAll(each -> each instanceof AttentionScreen ? screen : each);
    var shell = new Shell(ui, all);
    ui.go(Route.Attention.of(null, null));
    then.accept(screen.model());
    return shell;
  }

  @Test
  void raw() {
    Screenshots.of("06-attention", AttentionPictures::workbench, ui -> page(ui, m -> {}), _ -> {});
  }

  @Test
  void rollout() {
    Screenshots.of(
        "06-attention-rollout",
        AttentionPictures::workbench,
        ui -> page(ui, m -> m.method().set(Method.ROLLOUT)),
        _ -> {});
  }

  @Test
  void long_text_and_one_role() {
    var words =
        "so the film that she saw in the town was slow but it had an ending that nobody in the hall had seen coming, and ";
    Screenshots.of(
        "06-attention-long",
        AttentionPictures::workbench,
        ui ->
            page(
                ui,
                m -> {
                  m.asked().text().set(words.repeat(4) + "then it ended.");
                  m.lit().set(org.vitrine.core.insight.Role.PREVIOUS);
                  m.order().set(Order.ENTROPY);
                  m.focus().set(-1);
                }),
        _ -> {});
  }

  private static FakeWorkbench crossing() {
    var workbench = new FakeWorkbench();
    return workbench.answer(
        Request.Attend.class,
        q ->
            FakeLooks.crossing(
                workbench.folder(),
                q.subject().text(),
                "Der Film ist langsam, aber das Ende gut."));
  }

  private static FakeWorkbench seeing() {
    var workbench = new FakeWorkbench();
    return workbench.answer(
        Request.Attend.class,
        q -> {
          if (q.subject().picture() == null) throw new Problem("session.wants_picture", "vit");
          return FakeLooks.picture(workbench.folder());
        });
  }

  @Test
  void what_is_written_reads_what_is_read() {
    Screenshots.of(
        "06-attention-cross", AttentionPictures::crossing, ui -> page(ui, m -> {}), _ -> {});
    Screenshots.large(
        "06-attention-cross", 200, AttentionPictures::crossing, ui -> page(ui, m -> {}));
  }

  @Test
  void laid_over_a_picture() {
    Screenshots.of(
        "06-attention-picture",
        AttentionPictures::seeing,
        ui -> page(ui, m -> m.asked().picture().set("/pictures/ball.png")),
        _ -> {});
    Screenshots.large(
        "06-attention-picture",
        200,
        AttentionPictures::seeing,
        ui -> page(ui, m -> m.asked().picture().set("/pictures/ball.png")));
  }

  @Test
  void a_picture_is_wanted() {
    Screenshots.of(
        "06-attention-wanting", AttentionPictures::seeing, ui -> page(ui, m -> {}), _ -> {});
  }

  @Test
  void with_large_text() {
    for (int percent : new int[] {150, 200})
      Screenshots.large(
          "06-attention", percent, AttentionPictures::workbench, ui -> page(ui, m -> {}));
  }

  @Test
  void too_long() {
    Screenshots.of(
        "06-attention-too-long",
        () -> workbench().fail(Request.Attend.class, new Problem("session.long", 700, 512)),
        ui -> page(ui, m -> {}),
        _ -> {});
  }

  @Test
  void nothing_chosen() {
    Screenshots.of(
        "06-attention-empty",
        () -> workbench().answer(Request.ListModels.class, _ -> new ModelList(List.of())),
        ui -> page(ui, m -> {}),
        _ -> {});
  }
}
