package org.vitrine.core.task;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Json;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Streams;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.picture.PictureFile;
import org.vitrine.core.train.Commands;
import org.vitrine.core.train.FineTuneRun;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent;
import org.vitrine.core.train.Tiny;

class ImageClassificationTest {
  private static final List<String> COLOURS = List.of("blue", "green", "red");

  @TempDir Path temp;
  Path data = Path.of("");
  Path model = Path.of("");

  @BeforeEach
  void pictures_and_a_net() throws IOException {
    data = temp.resolve("data");
    var random = Streams.DATA_ORDER.at(5, 0);
    for (int i = 0; i < 48; i++) {
      int colour = i % 3;
      var image = new BufferedImage(11, 9, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 9; y++)
        for (int x = 0; x < 11; x++) {
          int[] rgb = {0, 0, 0};
          for (int c = 0; c < 3; c++) rgb[c] = random.nextInt(120);
          rgb[2 - colour] += 135;
          image.setRGB(x, y, new Color(rgb[0], rgb[1], rgb[2]).getRGB());
        }
      var file = data.resolve(COLOURS.get(colour)).resolve(i + ".png");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      ImageIO.write(image, "png", file.toFile());
    }
    model = temp.resolve("vit");
    Files.createDirectories(model);
    Files.writeString(
        model.resolve("config.json"),
        """
        {"model_type": "vit", "architectures": ["ViTModel"], "hidden_size": 16, "num_hidden_layers": 2,
         "num_attention_heads": 2, "intermediate_size": 32, "image_size": 8, "patch_size": 4, "num_channels": 3}
        """);
    Files.writeString(
        model.resolve("preprocessor_config.json"),
        """
        {"image_processor_type": "ViTImageProcessor", "size": {"height": 8, "width": 8}}
        """);
    var opening = Opening.toLearn(7).fromScratch(true);
    try (var net = Models.open(model, null, null, Devices.cpu(), opening)) {
      net.save(model);
    }
  }

  private Recipe recipe() {
    var recipe =
        Recipe.of(ImageClassification.NAME, model.toString(), Recipe.Source.of(data.toString()))
            .withDevice("cpu");
    for (var set :
        List.of("learning_rate=0.01", "num_train_epochs=6", "per_device_train_batch_size=8")) {
      var parts = set.split("=");
      recipe = recipe.with(recipe.arguments().with(parts[0], parts[1]));
    }
    return recipe;
  }

  @Test
  void a_tiny_net_learns_colours_from_a_folder_of_folders() throws Exception {
    var events = new ArrayList<RunEvent>();
    new FineTuneRun(recipe(), temp.resolve("run"), events::add, Commands.NONE).run();
    var last =
        events.stream()
            .filter(RunEvent.Evaluated.class::isInstance)
            .map(e -> ((RunEvent.Evaluated) e).metrics().get("accuracy"))
            .toList()
            .getLast();
    then(last).isGreaterThan(0.9);
    var made = temp.resolve("run/final");
    // the folder says how it wants its pictures, and what its classes are called
    then(made.resolve("preprocessor_config.json")).exists();
    then(Json.read(made.resolve("config.json")).path("id2label").path("2").asString())
        .isEqualTo("red");
    try (var tuned = Models.open(made, null, null, Devices.cpu(), Opening.toLook())) {
      then(tuned.head()).isEqualTo(Head.IMAGE_CLASSIFICATION);
      var seen = Reading.pictures(made, tuned.family(), tuned.layout());
      var files = List.of(data.resolve("red/2.png"), data.resolve("blue/3.png"));
      var said = new PictureAnswers(tuned, seen).of(files.stream().map(PictureFile::read).toList());
      then(said).extracting(s -> s.getFirst().label()).containsExactly("red", "blue");
      then(said.getFirst().stream().mapToDouble(Answers.Score::probability).sum())
          .isBetween(0.999, 1.001);
    }
  }

  @Test
  void a_run_that_is_repeated_has_the_same_losses() throws Exception {
    var losses = new ArrayList<List<Double>>();
    for (var name : List.of("one", "two")) {
      var steps = new ArrayList<Double>();
      new FineTuneRun(
              recipe(),
              temp.resolve(name),
              e -> {
                if (e instanceof RunEvent.Step step) steps.add(step.loss());
              },
              Commands.NONE)
          .run();
      losses.add(steps);
    }
    then(losses.getFirst()).hasSizeGreaterThan(20).isEqualTo(losses.getLast());
  }

  @Test
  void what_is_no_picture_is_left_out_and_said() throws Exception {
    Files.writeString(data.resolve("red/2.png"), "no picture");
    var events = new ArrayList<RunEvent>();
    new FineTuneRun(recipe(), temp.resolve("run"), events::add, Commands.NONE).run();
    then(events.toString()).contains("broken_pictures");
  }

  @Test
  void a_picture_whose_pixels_are_damaged_ends_the_run_by_name() throws Exception {
    var file = data.resolve("red/2.png");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
    var events = new ArrayList<RunEvent>();
    new FineTuneRun(recipe(), temp.resolve("run"), events::add, Commands.NONE).run();
    then(events.getLast())
        .isInstanceOfSatisfying(
            RunEvent.Failed.class,
            failed -> {
              then(failed.problem().key()).isEqualTo("picture.broken");
              then(failed.problem().toString()).contains("2.png");
            });
  }

  @Test
  void a_model_of_texts_refuses_pictures() {
    var bert = Tiny.bert(temp.resolve("bert"));
    var recipe =
        Recipe.of(ImageClassification.NAME, bert.toString(), Recipe.Source.of(data.toString()))
            .withDevice("cpu");
    thenThrownBy(() -> new FineTuneRun(recipe, temp.resolve("run"), _ -> {}, Commands.NONE))
        .isInstanceOfSatisfying(Problem.class, p -> then(p.key()).isEqualTo("task.no_pictures"));
  }
}
