package org.vitrine.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.history.History;
import org.vitrine.core.history.RunStatus;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunLog;

/// A workbench with a real history and prepared answers. A run is what the test lets it tell.
final class FakeWorkbench implements Workbench {
  private final Home home;
  private final History history;
  private final Map<Class<?>, Function<Request<?>, Record>> answers = new HashMap<>();
  private Worker worker = (_, _) -> {};
  @Nullable Recipe started;
  @Nullable Request<?> asked;

  /// What a run's worker does.
  interface Worker {
    void tell(Path folder, RunLog log) throws Exception;
  }

  FakeWorkbench(Path folder) {
    home = new Home(folder).ready();
    history = History.open(home);
  }

  /// Prepares the answer to one kind of question.
  <R extends Record, Q extends Request<R>> FakeWorkbench answer(
      Class<Q> type, Function<Q, R> answer) {
    answers.put(type, question -> answer.apply(type.cast(question)));
    return this;
  }

  FakeWorkbench worker(Worker worker) {
    this.worker = worker;
    return this;
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public Path starters() {
    return home.root();
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress) {
    asked = request;
    var answer = answers.get(request.getClass());
    if (answer == null) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("nobody expected " + request));
    }
    try {
      progress.at("evaluating", 1, 2);
      return CompletableFuture.completedFuture((R) answer.apply(request));
    } catch (Problem e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String start(Recipe recipe) {
    started = recipe;
    var run = history.create(recipe, RunStatus.QUEUED);
    work(run);
    return run;
  }

  @Override
  public void resume(String run) {
    history.queue(run);
    work(run);
  }

  private void work(String run) {
    Thread.ofVirtual()
        .start(() -> {
          history.mayStart(run, "cpu");
          try (var _ = history.beat(run, ProcessHandle.current().pid())) {
            var log = history.log(run);
            worker.tell(home.run(run), log);
            log.flush();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public void command(String run, Command command) {
    history.command(run, command);
  }

  @Override
  public void close() {} // a test may run several commands on it
}
