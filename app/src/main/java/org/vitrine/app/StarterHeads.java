package org.vitrine.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.vitrine.app.demo.Interval;
import org.vitrine.app.line.Figures;
import org.vitrine.app.line.Interrupt;
import org.vitrine.app.line.Shell;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Json;
import org.vitrine.core.data.Fingerprint;
import org.vitrine.core.session.LocalWorkbench;
import org.vitrine.core.tensor.DType;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.weights.Weights;
import tools.jackson.databind.node.ObjectNode;

/// Trains the starters that already answer, once when the program is packaged and with the program's own commands:
/// `java ... StarterHeads HEADS FOLDER WORK NATIVE`.
///
/// `HEADS/NAME/recipe.json` becomes the model `FOLDER/models/NAME`; `HEADS/NAME/README.md` becomes its card, with the
/// measured figures in place of `{{accuracy}}` and its kin. A model is left alone while its recipe, card, encoder and data
/// are those of the last time. A folder for another platform takes what was trained in `NATIVE`, the one for this machine.
final class StarterHeads {
  private static final String RECIPE = "recipe.json";
  private static final String CARD = "README.md";

  private final Path folder;
  private final Path work;
  private final Path nativeFolder;

  private StarterHeads(Path folder, Path work, Path nativeFolder) {
    this.folder = folder;
    this.work = work;
    this.nativeFolder = nativeFolder;
  }

  public static void main(String[] arguments) throws IOException {
    Folder.use();
    makeAll(path(arguments[0]), path(arguments[1]), path(arguments[2]), path(arguments[3]));
  }

  static void makeAll(Path from, Path folder, Path work, Path nativeFolder) throws IOException {
    var heads = new StarterHeads(folder, work, nativeFolder);
    try (var all = Files.list(from)) {
      for (var each : all.filter(f -> Files.exists(f.resolve(RECIPE))).sorted().toList())
        heads.make(each);
    }
  }

  private static Path path(String argument) {
    return Path.of(argument).toAbsolutePath().normalize();
  }

  private void make(Path from) throws IOException {
    var name = from.getFileName().toString();
    var recipe = Recipe.fromJson(Json.read(from.resolve(RECIPE), ObjectNode.class));
    var out = folder.resolve("models").resolve(name);
    var stamp = work.resolve(name + ".state");
    var state = state(from, folder, recipe);
    boolean known = Files.exists(stamp) && Files.readString(stamp).equals(state);
    if (!folder.equals(nativeFolder)) {
      take(known ? nativeFolder.resolve("models").resolve(name) : work, name, out);
    } else if (!known || !Files.exists(out.resolve(CARD))) {
      train(from, recipe, out);
      Disk.write(stamp, state);
    }
  }

  /// Weights know no platform.
  private static void take(Path made, String name, Path out) throws IOException {
    Disk.delete(out);
    if (Files.exists(made.resolve(CARD))) {
      Disk.appear(out, beside -> copy(made, beside));
    } else {
      System.out.printf(
          "%s is left out: it is trained by the program itself, and this one is for another platform. Package Vitrine for"
              + " this machine first, then again for the other.%n",
          name);
    }
  }

  private void train(Path from, Recipe recipe, Path out) throws IOException {
    long start = System.nanoTime();
    var home = work.resolve("home");
    Disk.delete(home);
    var threads = Integer.toString(Runtime.getRuntime().availableProcessors());
    var told =
        run(home, "train", "--recipe", from.resolve(RECIPE).toString(), "--threads", threads);
    var trained =
        Path.of(Json.parse(told.lines().toList().getLast(), "train").get("path").asString());
    var encoder = folder.resolve("models").resolve(recipe.model());
    Disk.appear(
        out,
        beside -> {
          if (type(encoder) == DType.F32) copy(trained, beside);
          else convert(home, trained, beside);
          legal(encoder, beside);
          Files.copy(from.resolve(RECIPE), beside.resolve(RECIPE));
          var right = measured(home, beside, recipe);
          Disk.write(beside.resolve(CARD), card(Files.readString(from.resolve(CARD)), right));
          var time = Figures.time((System.nanoTime() - start) / 1e9);
          System.out.printf(
              "%s: %d of %d held-out rows right, %s%n", out, right.right(), right.examples(), time);
        });
    Disk.delete(home);
  }

  private static void convert(Path home, Path trained, Path to) {
    run(home, "model", "convert", trained.toString(), "--out", to.toString(), "--dtype", "f16");
  }

  /// On the very files that are handed out.
  private static Interval measured(Path home, Path model, Recipe recipe) {
    var data = Objects.requireNonNull(recipe.evalData());
    var told =
        run(
            home,
            "evaluate",
            model.toString(),
            "--data",
            data.path(),
            "--text-column",
            String.valueOf(data.text()),
            "--label-column",
            String.valueOf(data.label()));
    var report = Json.parse(told, "evaluate");
    return Interval.of(
        report.get("metrics").get("accuracy").asDouble(),
        report.get("examples").asLong(),
        recipe.arguments().seed());
  }

  /// One command of the program.
  ///
  /// @return what it wrote to standard output, JSON
  /// @throws IllegalStateException with all that it said, if it failed
  private static String run(Path home, String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    var shell =
        new Shell(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            o -> new LocalWorkbench(o.home(), o.threads(), o.device()),
            new Interrupt());
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--json", "--home", home.toString()));
    if (Main.line(shell, Locale.ENGLISH).execute(all.toArray(String[]::new)) != 0)
      throw new IllegalStateException(String.join(" ", command) + "\n" + out + err);
    return out.toString();
  }

  static String card(String template, Interval measured) {
    return template
        .replace("{{right}}", Long.toString(measured.right()))
        .replace("{{examples}}", Long.toString(measured.examples()))
        .replace("{{accuracy}}", Figures.percent(measured.accuracy()))
        .replace("{{low}}", Figures.percent(measured.low()))
        .replace("{{high}}", Figures.percent(measured.high()));
  }

  private static DType type(Path model) {
    try (var weights = Weights.open(model)) {
      return weights.tensors().getFirst().type();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var all = Files.list(from)) {
      for (var file : all.toList()) Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  /// What the encoder's licence asks to hand on.
  private static void legal(Path encoder, Path to) throws IOException {
    try (var all = Files.list(encoder)) {
      for (var file :
          all.filter(f -> f.getFileName().toString().matches("(LICENSE|NOTICE).*")).toList())
        Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  /// What decides what comes out, file by file, the program's own code aside.
  static String state(Path from, Path folder, Recipe recipe) {
    var files = new ArrayList<Path>();
    files.add(from.resolve(RECIPE));
    files.add(from.resolve(CARD));
    files.add(folder.resolve("models").resolve(recipe.model()).resolve(Weights.FILE));
    files.add(folder.resolve(recipe.data().path()));
    if (recipe.evalData() != null) files.add(folder.resolve(recipe.evalData().path()));
    return files.stream()
        .map(file -> Fingerprint.of(file) + "  " + file.getFileName() + "\n")
        .collect(Collectors.joining());
  }
}
