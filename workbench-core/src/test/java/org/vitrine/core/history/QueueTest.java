package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Commands.Command;
import org.vitrine.core.train.RunEvent;

class QueueTest {
  @TempDir Path folder;
  History history;
  History other;

  @BeforeEach
  void open() {
    history = History.open(Home.of(folder));
    other = History.open(Home.of(folder));
  }

  @AfterEach
  void close() {
    other.close();
    history.close();
  }

  private String queued() {
    return history.create(Sample.recipe(), RunStatus.QUEUED);
  }

  private RunStatus status(String run) {
    return other.head(run).orElseThrow().status();
  }

  @Test
  void lets_one_run_at_a_time_use_a_device() {
    var first = queued();
    var second = queued();
    assertThat(history.mayStart(second, "cpu")).isFalse(); // the older one goes first
    assertThat(history.mayStart(first, "cpu")).isTrue();
    assertThat(status(first)).isEqualTo(RunStatus.RUNNING);
    assertThat(history.mayStart(first, "cpu")).isTrue();
    assertThat(other.mayStart(second, "cpu")).isFalse();
    assertThat(other.mayStart(second, "cuda:0")).isTrue();
  }

  @Test
  void hands_the_device_on_when_a_run_ends() {
    var first = queued();
    var second = queued();
    assertThat(history.mayStart(first, "cpu")).isTrue();
    history.log(first).add(new RunEvent.Stopped(0, null));
    history.flush();
    assertThat(other.mayStart(second, "cpu")).isTrue();
  }

  @Test
  void never_gives_one_device_to_two_who_ask_at_once() throws Exception {
    var runs = List.of(queued(), queued(), queued(), queued());
    try (var threads = Executors.newFixedThreadPool(4)) {
      var asked =
          threads.invokeAll(
              runs.stream()
                  .<Callable<Boolean>>map(
                      run -> () -> (run.hashCode() % 2 == 0 ? history : other).mayStart(run, "cpu"))
                  .toList());
      assertThat(asked.stream().filter(QueueTest::yes).count()).isLessThanOrEqualTo(1);
    }
    for (var run : runs) history.mayStart(run, "cpu");
    assertThat(runs.stream().filter(run -> status(run) == RunStatus.RUNNING))
        .containsExactly(runs.getFirst());
  }

  private static boolean yes(Future<Boolean> answer) {
    return answer.resultNow();
  }

  @Test
  void hands_each_command_over_once_and_in_order() {
    var run = queued();
    history.mayStart(run, "cpu");
    history.command(run, Command.PAUSE);
    other.command(run, Command.RESUME);
    var commands = history.commands(run);
    assertThat(commands.next()).isEqualTo(Command.PAUSE);
    assertThat(other.commands(run).next()).isEqualTo(Command.RESUME);
    assertThat(commands.next()).isEqualTo(Command.GO);
  }

  @Test
  void keeps_a_command_given_while_the_worker_starts_and_forgets_one_that_died_with_it() {
    var run = queued();
    history.mayStart(run, "cpu");
    history.command(run, Command.CHECKPOINT);
    assertThat(history.commands(run).next()).isEqualTo(Command.CHECKPOINT);
    history.command(run, Command.STOP);
    history.log(run).add(new RunEvent.Failed(1, new Problem("history.gone", "x").toFacts(), null));
    history.flush();
    history.queue(run);
    history.mayStart(run, "cpu");
    assertThat(history.commands(run).next()).isEqualTo(Command.GO);
  }

  @Test
  void takes_a_waiting_run_out_of_the_queue() {
    var run = queued();
    history.command(run, Command.STOP);
    assertThat(status(run)).isEqualTo(RunStatus.STOPPED);
    assertThat(history.mayStart(run, "cpu")).isFalse();
    history.queue(run);
    assertThat(status(run)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void a_waiting_run_whose_worker_is_gone_is_interrupted_until_a_worker_comes() throws Exception {
    var run = queued();
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + Home.of(folder).history());
        var sql = file.createStatement()) {
      sql.executeUpdate("UPDATE run SET queued = queued - 600000");
    }
    assertThat(status(run)).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(history.mayStart(run, "cpu")).isTrue();
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void a_waiting_run_that_is_deleted_does_not_start() {
    var run = queued();
    other.delete(run);
    assertThat(history.mayStart(run, "cpu")).isFalse();
    other.restore(run);
    assertThat(status(run)).isEqualTo(RunStatus.STOPPED);
  }

  @Test
  void does_not_queue_a_run_that_goes_on() {
    var run = queued();
    history.mayStart(run, "cpu");
    assertThatThrownBy(() -> other.queue(run))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("history.alive");
  }

  @Test
  void sees_at_once_that_a_process_is_gone() throws Exception {
    var run = queued();
    history.mayStart(run, "cpu");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .start();
    process.getErrorStream().readAllBytes();
    process.waitFor();
    long cursor = other.cursor();
    try (var _ = history.beat(run, process.pid())) {
      assertThat(status(run)).isEqualTo(RunStatus.INTERRUPTED);
      // every reader is told, though nobody wrote to that run
      var told = other.changes(cursor);
      for (int i = 0; i < 200 && told.isEmpty(); i++) {
        Thread.sleep(25);
        told = other.changes(cursor);
      }
      assertThat(told.runs()).extracting(RunHead::status).containsExactly(RunStatus.INTERRUPTED);
    }
    var next = queued();
    assertThat(other.mayStart(next, "cpu")).isTrue();
    history.queue(run);
    assertThat(status(run)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void a_worker_that_leaves_without_a_word_is_an_interruption() {
    var run = queued();
    history.mayStart(run, "cpu");
    try (var _ = history.beat(run, ProcessHandle.current().pid())) {
      assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
    }
    history.flush();
    assertThat(status(run)).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void a_worker_that_slept_too_long_learns_that_another_has_its_run() throws InterruptedException {
    var run = queued();
    history.mayStart(run, "cpu");
    try (var old = history.beat(run, ProcessHandle.current().pid());
        var young = other.beat(run, ProcessHandle.current().pid())) {
      for (int i = 0; i < 200 && !old.taken(); i++) Thread.sleep(25);
      assertThat(old.taken()).isTrue();
      assertThat(young.taken()).isFalse();
      old.close();
      history.flush();
      assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
    }
  }
}
