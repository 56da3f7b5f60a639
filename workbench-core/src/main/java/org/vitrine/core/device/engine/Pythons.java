package org.vitrine.core.device.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PyTorches that a Python of this computer has, found where Pythons usually keep their packages and without running any.
public final class Pythons {
  private static final Pattern VERSION =
      Pattern.compile("__version__\\s*=\\s*'([0-9.]{3,12}(\\+[a-z0-9.]{1,12})?)'");
  private static final int LONGEST = 10_000;

  private Pythons() {}

  /// @param folder the one that holds `torch`; @param version `2.7.1+cu128`
  public record Python(Path folder, String version) {
    String release() {
      int plus = version.indexOf('+');
      return plus < 0 ? version : version.substring(0, plus);
    }
  }

  /// Those whose version is `libtorch`, the one that the glue at hand was made for.
  public static List<Python> matching(String libtorch) {
    return find(System.getenv(), Path.of(System.getProperty("user.home"))).stream()
        .filter(each -> each.release().equals(libtorch))
        .toList();
  }

  static List<Python> find(Map<String, String> environment, Path user) {
    var roots = new ArrayList<Path>();
    for (var name : List.of("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME")) {
      var value = environment.get(name);
      if (value != null && !value.isBlank()) roots.add(Path.of(value));
    }
    for (var each : List.of(".local", "miniconda3", "anaconda3", "miniforge3", ".venv", "venv")) {
      roots.add(user.resolve(each));
    }
    roots.addAll(List.of(Path.of("/usr"), Path.of("/usr/local"), Path.of("/opt/conda")));
    for (var conda : List.of("miniconda3", "anaconda3", "miniforge3")) {
      roots.addAll(children(user.resolve(conda).resolve("envs"), ""));
    }
    for (var name : List.of("LOCALAPPDATA", "APPDATA")) { // Windows
      var value = environment.get(name);
      if (value == null || value.isBlank()) continue;
      roots.addAll(children(Path.of(value, "Programs", "Python"), "Python3"));
      roots.addAll(children(Path.of(value, "Python"), "Python3"));
    }
    return roots.stream()
        .flatMap(Pythons::packages)
        .map(Path::normalize)
        .distinct()
        .flatMap(Pythons::torch)
        .toList();
  }

  private static Stream<Path> packages(Path root) {
    var all =
        new ArrayList<>(List.of(root.resolve("site-packages"), root.resolve("Lib/site-packages")));
    for (var python : children(root.resolve("lib"), "python3")) {
      all.add(python.resolve("site-packages"));
      all.add(python.resolve("dist-packages"));
    }
    return all.stream();
  }

  private static Stream<Python> torch(Path packages) {
    var file = packages.resolve("torch/version.py");
    try {
      if (!Files.isDirectory(packages.resolve("torch/lib")) || Files.size(file) > LONGEST) {
        return Stream.empty();
      }
      var match = VERSION.matcher(Files.readString(file));
      return match.find() ? Stream.of(new Python(packages, match.group(1))) : Stream.empty();
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  private static List<Path> children(Path folder, String start) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(each -> each.getFileName().toString().startsWith(start))
          .sorted()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
