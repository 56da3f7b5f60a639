package org.vitrine.core.device;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// The engine library, libtorch, and the glue between it and Java: where it is looked for, which one is taken, and the
/// one place that loads it, once a process and without any network.
///
/// Looked for in this order: a folder named by `PYTORCH_LIBRARY_PATH` (system property or environment), then `natives/torch`
/// beside the application (system property `vitrine.natives`). Who starts a worker names the engine that is in use.
public final class EngineLibrary {
  private static final String PATH = "PYTORCH_LIBRARY_PATH";
  private static @Nullable Engine engine;
  private static boolean wide;

  private EngineLibrary() {}

  /// One place that was looked at.
  ///
  /// @param where what the place is: `named`, `application`
  /// @param problem why it was not taken, null if it was or if a better place was found first
  public record Candidate(
      String where, Path path, @Nullable LibraryFolder found, Problem.@Nullable Facts problem) {}

  /// Every place where libtorch may lie, best first.
  public static List<Candidate> candidates() {
    var all = new ArrayList<Candidate>();
    named().ifPresent(folder -> all.add(candidate("named", folder)));
    shipped().ifPresent(folder -> all.add(candidate("application", folder)));
    return all;
  }

  /// The folder that somebody named for this process.
  public static Optional<Path> named() {
    return Optional.ofNullable(setting(PATH)).map(Path::of);
  }

  /// Where the engine lies that came with the program.
  public static Optional<Path> shipped() {
    return Optional.ofNullable(System.getProperty("vitrine.natives"))
        .map(natives -> Path.of(natives, "torch"));
  }

  private static Candidate candidate(String where, Path path) {
    var found = LibraryFolder.look(path);
    if (found.isEmpty()) {
      return new Candidate(where, path, null, new Problem("device.none", path).toFacts());
    }
    try {
      return new Candidate(where, path, found.get().matching(), null);
    } catch (Problem problem) {
      return new Candidate(where, path, found.get(), problem.toFacts());
    }
  }

  /// The folder that [#prepare] takes: the first candidate with no problem.
  public static Optional<Candidate> chosen() {
    return candidates().stream().filter(each -> each.problem() == null).findFirst();
  }

  /// Loads the engine if it is not loaded yet, with what the process was started with.
  public static void prepare() {
    prepare(0);
  }

  /// As [#prepare(int,boolean)] with the kernels that the library chooses by itself.
  public static void prepare(int threads) {
    prepare(threads, false);
  }

  /// Loads the engine if it is not loaded yet. Later calls change nothing but the number of threads.
  ///
  /// @param threads for one operation, 0 for all cores but one
  /// @param wide whether matrix products may use AVX-512 where the library would not, see [#hasWideKernels]
  /// @throws Problem `device.engine` if no library loads; a named folder that does not fit is refused, never passed over;
  ///     `device.kernels` if wide kernels are asked for and cannot be had
  public static synchronized void prepare(int threads, boolean wide) {
    if (engine == null) {
      engine = load(threads, wide);
      EngineLibrary.wide = wide;
    } else if (threads > 0) {
      Threads.set(threads);
    }
  }

  private static Engine load(int threads, boolean wide) {
    var all = candidates();
    for (var each : all) {
      if (each.where().equals("named") && each.problem() != null) throw each.problem().toProblem();
    }
    var taken = all.stream().filter(each -> each.problem() == null).findFirst();
    taken.ifPresent(each -> System.setProperty(PATH, each.path().toString()));
    // Without this DJL would fetch what it misses; with it every attempt fails at once.
    System.setProperty("ai.djl.offline", "true");
    var natives = System.getProperty("vitrine.natives");
    if (natives != null && setting("RUST_LIBRARY_PATH") == null) {
      System.setProperty("RUST_LIBRARY_PATH", Path.of(natives, "tokenizers").toString());
    }
    if (taken.isPresent() && Objects.requireNonNull(taken.get().found()).cuda()) {
      System.setProperty("PYTORCH_FLAVOR", "cu128");
    }
    if (System.getProperty("ai.djl.pytorch.num_threads") == null) {
      System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(Threads.orDefault(threads)));
    }
    if (wide) WideKernels.allow(taken.orElseThrow(() -> new Problem("device.none", "-")).path());
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new Problem(
          "device.engine",
          e,
          taken.map(each -> each.path().toString()).orElse("-"),
          String.valueOf(cause.getMessage()));
    }
  }

  /// Whether this processor has AVX-512 kernels that the library leaves aside unless told.
  public static boolean hasWideKernels() {
    return WideKernels.possible();
  }

  /// The kernels in use: `avx512` where they were asked for, else `shipped`, what the library chose by itself.
  public static synchronized String kernels() {
    return wide ? "avx512" : "shipped";
  }

  /// Whether this process has loaded the engine.
  public static synchronized boolean loaded() {
    return engine != null;
  }

  static @Nullable String setting(String name) {
    var value = System.getProperty(name);
    if (value == null) value = System.getenv(name);
    return value == null || value.isBlank() ? null : value;
  }
}
