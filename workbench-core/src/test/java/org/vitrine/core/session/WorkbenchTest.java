package org.vitrine.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.Recipe;

/// The whole way: a client, its worker process, a run's process, and the history between them.
class WorkbenchTest extends WorkbenchBed {
  @Test
  void answers_questions_about_models_texts_and_tables() throws Exception {
    var page = ask(new Request.ShowModel(model.toString()));
    assertThat(page.layers()).isEqualTo(2);
    assertThat(page.tree().children()).extracting(n -> n.name()).contains("embeddings", "encoder");
    var tensor = ask(new Request.ShowTensor(model.toString(), page.tensors().getFirst().name()));
    assertThat(tensor.bins().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(page.tensors().getFirst().parameters());

    var reply =
        ask(new Request.Attend(model.toString(), Subject.of("the film is good", null), false));
    var capture = AttentionArrays.read(reply, "tiny");
    assertThat(capture.tokens()).containsExactly("[CLS]", "the", "film", "is", "good", "[SEP]");
    double row = 0;
    for (int j = 0; j < 6; j++) row += capture.maps().at(1, 1, 2, j);
    assertThat(row).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));

    var table = ask(new Request.OpenTable(Recipe.Source.of(data.toString())));
    assertThat(table.source().text()).isEqualTo("text");
    assertThat(table.source().label()).isEqualTo("label");
    var profile =
        ask(
            new Request.ProfileTable(
                table.source(), null, "text-classification", model.toString(), 32));
    assertThat(profile.classes()).extracting(c -> c.train()).containsExactly(32L, 32L);
    var plan = ask(new Request.Plan(recipe()));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.updates()).isEqualTo(16);
  }

  @Test
  void says_what_is_wrong_in_words_that_travelled() {
    assertThatThrownBy(() -> ask(new Request.ShowModel(folder.resolve("nothing").toString())))
        .hasCauseInstanceOf(Problem.class)
        .cause()
        .hasMessageContaining("nothing");
  }

  @Test
  void starts_another_worker_when_one_was_killed() throws Exception {
    ask(new Request.Doctor());
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    try {
      ask(new Request.Doctor());
    } catch (ExecutionException e) {
      assertThat(((Problem) e.getCause()).key()).isEqualTo("session.lost");
    }
    assertThat(ask(new Request.Doctor()).devices()).isNotEmpty();
  }

  @Test
  void trains_in_a_process_of_its_own_and_keeps_everything() throws Exception {
    var run = workbench.start(recipe());
    var head = until(run, h -> h.ended() != null);
    assertThat(head.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(workbench.history().after(run, "train/loss", -1)).hasSize(16);
    assertThat(Path.of(head.path())).isDirectoryContaining("glob:**model.safetensors");
    var list = ask(new Request.ListModels(List.of()));
    assertThat(list.models()).anySatisfy(m -> assertThat(m.source()).isEqualTo("run"));
  }

  @Test
  void settles_which_kernels_are_the_fastest_here_and_writes_it_down() throws Exception {
    var recipe = recipe();
    var run = workbench.start(recipe.with(recipe.arguments().with("kernels", "fastest")));
    assertThat(until(run, h -> h.ended() != null).status()).isEqualTo(RunStatus.FINISHED);
    var kept = workbench.history().run(run);
    assertThat(kept.environment().get("kernels").toString()).isIn("shipped", "avx512");
    if (EngineLibrary.hasWideKernels()) {
      assertThat(kept.events())
          .filteredOn(e -> e.notice().key().startsWith("kernels."))
          .singleElement()
          .satisfies(e -> assertThat(e.notice().facts()).doesNotContain(0));
    }
  }

  @Test
  void obeys_pause_and_stop_through_the_history() throws Exception {
    var long_ = recipe().with(recipe().arguments().with("num_train_epochs", "500"));
    var run = workbench.start(long_);
    until(run, h -> h.step() > 2);
    workbench.command(run, Command.PAUSE);
    until(run, h -> h.status() == RunStatus.PAUSED);
    workbench.resume(run);
    until(run, h -> h.status() == RunStatus.RUNNING);
    workbench.command(run, Command.STOP);
    var head = until(run, h -> h.ended() != null);
    assertThat(head.status()).isEqualTo(RunStatus.STOPPED);
    assertThat(Files.exists(Path.of(head.path()).resolve("config.json"))).isTrue();
  }

  @Test
  void empties_the_bin_of_what_was_deleted_a_month_ago() throws Exception {
    var old = workbench.history().create(recipe(), RunStatus.FINISHED);
    var young = workbench.history().create(recipe(), RunStatus.FINISHED);
    workbench.history().delete(old);
    workbench.history().delete(young);
    workbench.close();
    try (var db = DriverManager.getConnection("jdbc:sqlite:" + workbench.home().history());
        var change = db.prepareStatement("UPDATE run SET deleted = ? WHERE id = ?")) {
      change.setLong(1, Instant.now().minus(Duration.ofDays(31)).toEpochMilli());
      change.setString(2, old);
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
    workbench = new LocalWorkbench(workbench.home(), 1, "cpu");
    assertThat(workbench.history().head(old)).isEmpty();
    assertThat(workbench.history().head(young)).isPresent();
  }

  private Recipe recipe() {
    var arguments =
        Arguments.DEFAULTS
            .with("learning_rate", "1e-3")
            .with("num_train_epochs", "2")
            .with("batch_size", "8")
            .with("eval_strategy", "no");
    return new Recipe(
        null,
        "text-classification",
        model.toString(),
        false,
        Recipe.Source.of(data.toString()),
        null,
        arguments,
        "all",
        "cpu",
        1,
        List.of());
  }
}
