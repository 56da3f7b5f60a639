package org.vitrine.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;

/// Promise 3: nothing that was shown as saved is lost by a kill at any moment.
@Timeout(120)
class KillTest {
  @TempDir Path folder;

  /// A worker that tells of steps without end and prints the last one that `flush` confirmed.
  static final class Teller {
    private Teller() {}

    public static void main(String[] args) {
      var history = History.open(Home.of(Path.of(args[0])));
      var run = history.create(Sample.recipe().withName(args[1]), RunStatus.QUEUED);
      try (var _ = history.beat(run, ProcessHandle.current().pid())) {
        var log = history.log(run);
        log.add(Sample.started(0));
        long last = Long.parseLong(args[2]);
        for (long step = 1; step <= last; step++) {
          log.add(Sample.step(step, step / 2.0));
          if (step % 7 != 0) continue;
          log.flush();
          System.out.println(step);
        }
        log.flush();
      }
      history.close();
    }
  }

  private Process teller(String name, long steps) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Teller.class.getName(),
            folder.toString(),
            name,
            String.valueOf(steps))
        .redirectError(folder.resolve(name + ".log").toFile())
        .start();
  }

  private static long read(BufferedReader lines, int count) throws IOException {
    long last = 0;
    for (int i = 0; i < count; i++) {
      var line = lines.readLine();
      if (line == null) return last;
      last = Long.parseLong(line);
    }
    return last;
  }

  @Test
  void a_kill_loses_nothing_that_was_confirmed() throws Exception {
    for (int round = 0; round < 3; round++) {
      var name = "round " + round;
      var process = teller(name, Long.MAX_VALUE);
      try (var lines = process.inputReader()) {
        read(lines, 1 + 4 * round);
        Thread.sleep(3 + 11 * round); // somewhere in the middle of writing
        process.toHandle().destroyForcibly(); // unlike the process's own, leaves what it printed
        process.waitFor();
        long confirmed = read(lines, Integer.MAX_VALUE);
        try (var history = History.open(Home.of(folder))) {
          var run = history.head(name).orElseThrow();
          assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
          var points = history.after(run.id(), "train/loss", -1);
          assertThat(points).hasSizeGreaterThanOrEqualTo((int) Math.max(confirmed, 7));
          // whole steps in their order, without a hole, each with all its metrics
          assertThat(points)
              .containsExactlyElementsOf(
                  LongStream.rangeClosed(1, points.size())
                      .mapToObj(i -> new Point(i, i / 2.0))
                      .toList());
          assertThat(history.after(run.id(), "train/epoch", -1)).hasSameSizeAs(points);
          assertThat(run.step()).isEqualTo(points.size());
        }
      }
    }
  }

  @Test
  void several_processes_and_threads_share_one_file() throws Exception {
    var processes = new ArrayList<Process>();
    for (int i = 0; i < 3; i++)
      processes.add(teller("process " + i, 70)); // all begin with no file at all
    try (var a = History.open(Home.of(folder));
        var b = History.open(Home.of(folder));
        var threads = Executors.newFixedThreadPool(4)) {
      for (var each : List.of(a, b, a, b)) {
        threads.submit(() -> {
          var log = each.log(each.create(Sample.recipe().withName("thread"), RunStatus.QUEUED));
          for (int step = 1; step <= 70; step++) {
            log.add(Sample.step(step, step / 2.0));
            if (step % 10 == 0) log.flush();
          }
        });
      }
      threads.close();
      for (int i = 0; i < 3; i++) {
        processes.get(i).inputReader().lines().forEach(_ -> {});
        assertThat(processes.get(i).waitFor()).as(() -> "a worker says: " + log(folder)).isZero();
      }
      assertThat(a.runs(false)).hasSize(7).extracting(RunHead::name).doesNotHaveDuplicates();
      for (var run : a.runs(false)) assertThat(b.after(run.id(), "train/loss", -1)).hasSize(70);
    }
  }

  private static String log(Path folder) {
    try (var files = Files.list(folder)) {
      var all = new StringBuilder();
      for (var each : files.filter(file -> file.toString().endsWith(".log")).toList())
        all.append(Files.readString(each));
      return all.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
