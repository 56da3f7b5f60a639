package org.vitrine.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.vitrine.ui.kit.Action;
import org.vitrine.ui.kit.Action.Group;
import org.vitrine.ui.kit.Actions;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.nav.Route;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;

class PaletteTest {
  private final FakeWorkbench workbench = new FakeWorkbench();
  private final Words words = Words.in(Locale.ENGLISH).of(Shell.class);
  private final Actions actions = new Actions();
  private final List<String> done = new ArrayList<>();
  private final PaletteModel model = new PaletteModel(actions, new Preferences(workbench.home()));

  {
    for (var name : List.of("new-run", "classroom", "full-screen", "larger")) {
      actions.add(
          Action.of(name, Group.DO, words, "act." + name, Feather.PLAY, () -> done.add(name)));
    }
    actions.add(
        Action.of(
            "attention",
            Group.GO,
            words,
            "place.attention",
            Feather.EYE,
            () -> done.add("attention")));
    for (var action : Explain.actions(words, (_, _) -> {})) actions.add(action);
  }

  @AfterEach
  void close() {
    workbench.close();
  }

  private String first(String typed) {
    return model.find(typed).getFirst().id();
  }

  @Test
  void says_everything_in_both_languages() {
    BothLanguages.speaks(Shell.class);
    for (var term : Explain.TERMS)
      assertThat(words.has("explain." + term + ".text")).as(term).isTrue();
  }

  @Test
  void finds_by_english_and_chinese_name_and_by_pinyin_initials() {
    assertThat(first("classroom")).isEqualTo("classroom");
    assertThat(first("课堂")).isEqualTo("classroom");
    assertThat(first("ktms")).isEqualTo("classroom");
    assertThat(first("zyl")).isEqualTo("attention");
    assertThat(first("nr")).isEqualTo("new-run");
  }

  @Test
  void finds_nothing_for_letters_that_are_not_there() {
    assertThat(model.find("qqqzzz")).isEmpty();
  }

  @Test
  void what_was_done_lately_comes_first() {
    assertThat(first("on or off")).isNotEqualTo("classroom");
    model.done(model.find("classroom").getFirst());
    assertThat(done).containsExactly("classroom");
    assertThat(first("on or off")).isEqualTo("classroom");
  }

  @Test
  void a_sign_at_the_front_asks_for_commands_or_explanations_alone() {
    assertThat(model.find("> ")).isNotEmpty().allMatch(a -> a.group() == Group.DO);
    assertThat(model.find("? loss")).isNotEmpty().allMatch(a -> a.group() == Group.EXPLAIN);
  }

  @Test
  void shows_the_best_few_of_a_thousand_runs() {
    actions.addSource(() ->
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i ->
                Action.of("run" + i, Group.GO, words, "act.run", Feather.PLAY, () -> {})
                    .about("sst2-bert-" + i))
            .toList());
    var found = model.find("sst2-bert-99");
    assertThat(found)
        .extracting(Action::id)
        .containsExactly("run99", "run990", "run991", "run992", "run993", "run994");
  }

  @Test
  void a_dropped_thing_leads_where_it_can_be_used(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(Drops.route(folder)).isEqualTo(new Route.Models(folder.toString()));
    assertThat(Drops.route(folder.resolve("config.json")))
        .isEqualTo(new Route.Models(folder.toString()));
    assertThat(Drops.route(Files.createDirectory(folder.resolve("many"))))
        .isEqualTo(new Route.Models(null));
    assertThat(Drops.route(Path.of("/data/reviews.csv")))
        .isEqualTo(new Route.Data("/data/reviews.csv"));
    assertThat(Drops.route(Path.of("/music/song.mp3"))).isNull();
    var classes = Files.createDirectories(folder.resolve("pictures/cat"));
    Files.writeString(classes.resolve("1.PNG"), "");
    assertThat(Drops.route(folder.resolve("pictures")))
        .isEqualTo(new Route.Data(folder.resolve("pictures").toString()));
    assertThat(Drops.route(Path.of("/data/t10k-images-idx3-ubyte")))
        .isEqualTo(new Route.Data("/data/t10k-images-idx3-ubyte"));
  }
}
