package org.vitrine.ui.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.history.History;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.Recipe;

/// A workbench that answers at once from memory, over a real history in a folder of its own.
///
/// Ready answers stand in [FakeReplies]; a test changes one with [#answer], makes it fail with [#fail], or keeps it back with
/// [#hold] and lets it go with [#release].
public class FakeWorkbench implements Workbench {
  private final Path folder;
  private final Home home;
  private final History history;
  private final Map<Class<?>, Function<Request<?>, Record>> answers = new HashMap<>();
  private final Map<Class<?>, Problem> failures = new HashMap<>();
  private final Set<Class<?>> held = new HashSet<>();
  private final List<Runnable> waiting = new ArrayList<>();

  /// Where the newest question's work tells how far it is.
  public Progress progress = Progress.NONE;

  /// The newest answer, so that a test sees whether it was cancelled.
  public CompletableFuture<?> newest = new CompletableFuture<>();

  public final List<Request<?>> asked = new ArrayList<>();
  public final List<Recipe> started = new ArrayList<>();
  public final List<String> resumed = new ArrayList<>();
  public final Map<String, Commands.Command> commanded = new HashMap<>();

  public FakeWorkbench() {
    try {
      folder = Files.createTempDirectory("vitrine-ui-test");
      home = new Home(folder.resolve("home")).ready();
      Files.createDirectories(folder.resolve("app/datasets"));
      Files.createDirectories(folder.resolve("app/models/tiny-bert"));
      Files.writeString(folder.resolve("app/datasets/sentences.json"), FakeReplies.SENTENCES);
      for (var language : new String[] {"en", "zh"}) {
        Files.writeString(
            folder.resolve("app/datasets/messages-" + language + ".csv"), FakeReplies.MESSAGES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    history = History.open(home);
    FakeReplies.into(this);
  }

  /// Replaces the answer to one kind of question.
  @SuppressWarnings("unchecked")
  public <R extends Record, Q extends Request<R>> FakeWorkbench answer(
      Class<Q> question, Function<Q, R> answer) {
    answers.put(question, request -> answer.apply((Q) request));
    failures.remove(question);
    return this;
  }

  public FakeWorkbench fail(Class<? extends Request<?>> question, Problem problem) {
    failures.put(question, problem);
    return this;
  }

  /// Answers to this kind of question wait for [#release].
  public FakeWorkbench hold(Class<? extends Request<?>> question) {
    held.add(question);
    return this;
  }

  /// Lets all answers go that were kept back, oldest first.
  public void release() {
    held.clear();
    var all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }

  /// A folder for files that answers name.
  public Path folder() {
    return folder;
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public Path starters() {
    return folder.resolve("app");
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R extends Record> CompletableFuture<R> ask(Request<R> request, Progress progress) {
    asked.add(request);
    this.progress = progress;
    var future = new CompletableFuture<R>();
    newest = future;
    Runnable reply =
        () -> {
          var problem = failures.get(request.getClass());
          var answer = answers.get(request.getClass());
          if (problem != null) future.completeExceptionally(problem);
          else if (answer == null)
            future.completeExceptionally(new AssertionError("No answer for " + request));
          else {
            try {
              future.complete((R) answer.apply(request));
            } catch (Problem e) {
              future.completeExceptionally(e);
            }
          }
        };
    if (held.contains(request.getClass())) waiting.add(reply);
    else reply.run();
    return future;
  }

  @Override
  public String start(Recipe recipe) {
    started.add(recipe);
    return "run-" + started.size();
  }

  @Override
  public void resume(String run) {
    resumed.add(run);
  }

  @Override
  public void command(String run, Commands.Command command) {
    commanded.put(run, command);
  }

  @Override
  public void close() {
    history.close();
  }
}
