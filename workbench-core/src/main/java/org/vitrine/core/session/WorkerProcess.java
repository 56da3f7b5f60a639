package org.vitrine.core.session;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.device.ProcessSettings;
import org.vitrine.core.device.engine.EngineInUse;

/// Starts a worker: the same program on the same Java, with the engine's folders handed on.
final class WorkerProcess {
  /// Properties of this process that a worker needs too.
  private static final List<String> HANDED_ON =
      List.of(
          "PYTORCH_LIBRARY_PATH",
          "RUST_LIBRARY_PATH",
          "ai.djl.offline",
          "vitrine.natives",
          "vitrine.home.app",
          "vitrine.starters",
          "vitrine.version",
          EngineInUse.NAME,
          "org.sqlite.lib.path",
          "org.sqlite.tmpdir",
          "java.awt.headless");

  private WorkerProcess() {}

  /// Starts a worker with the engine that is in use in a home.
  ///
  /// @param log takes what the worker prints besides its answers
  static Process start(Home home, Path log, ProcessBuilder.Redirect output, String... arguments) {
    return start(EngineChoice.of(home), log, output, arguments);
  }

  static Process start(
      EngineChoice engine, Path log, ProcessBuilder.Redirect output, String... arguments) {
    var command = new ArrayList<String>();
    command.add(
        Path.of(System.getProperty("java.home"), "bin", windows() ? "java.exe" : "java")
            .toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    var settings = arguments[0].equals("run") ? ProcessSettings.RUN : ProcessSettings.SESSION;
    command.addAll(settings.java());
    command.addAll(
        List.of("-Dfile.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Djava.awt.headless=true"));
    for (var name : HANDED_ON) {
      var value = System.getProperty(name);
      if (value != null && !engine.properties().containsKey(name))
        command.add("-D" + name + "=" + value);
    }
    engine.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      settings.environment().forEach(builder.environment()::putIfAbsent);
      engine.prepare(builder.environment());
      builder.directory(new File(System.getProperty("user.dir")));
      if (output != ProcessBuilder.Redirect.PIPE) {
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      }
      return builder.start();
    } catch (IOException e) {
      throw new Problem("session.start", e, Disk.reason(e));
    }
  }

  private static boolean windows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
