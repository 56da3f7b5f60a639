package org.vitrine.ui.models;

import static org.assertj.core.api.BDDAssertions.then;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.ModelPage;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.models.ModelIndex.Line;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeReplies;
import org.vitrine.ui.testing.FakeWorkbench;

class ModelsModelTest {
  private final FakeWorkbench workbench = FakeModels.workbench();
  private final Preferences preferences = new Preferences(workbench.home());
  private final ModelsModel model = new ModelsModel(workbench, Latest.inline(), preferences);

  @Test
  void says_the_same_in_both_languages() {
    BothLanguages.speaks(ModelsModel.class);
  }

  @Test
  void lists_models_in_groups_and_opens_the_first() {
    model.list();
    then(model.index().lines().getFirst()).isEqualTo(new Line.Group("starter", 2));
    then(model.index().lines().stream().filter(l -> l instanceof Line.Group)).hasSize(4);
    then(model.path().get()).endsWith("tiny-bert");
    then(model.page().get()).isNotNull();
  }

  @Test
  void filters_by_words_and_by_group() {
    model.list();
    model.index().filter().set("bert cache");
    then(model.index().lines()).hasSize(2);
    model.index().filter().set("");
    model.index().group().set("run");
    then(model.index().lines()).hasSize(2);
    model.index().group().set("starter");
    model.index().filter().set("mamba");
    then(model.index().lines()).isEmpty();
  }

  @Test
  void opens_the_model_of_last_time() {
    model.list();
    model.choose(FakeModels.BASE);
    var next = new ModelsModel(workbench, Latest.inline(), new Preferences(workbench.home()));
    next.list();
    then(next.path().get()).isEqualTo(FakeModels.BASE);
  }

  @Test
  void group_order_tab_and_open_nodes_are_as_they_were_left() {
    model.list();
    model.choose(FakeModels.BASE);
    model.index().group().set("cache");
    model.index().order().set(ModelIndex.Order.NAME);
    model.tab().set("tensors");
    model.open("bert.embeddings", true);
    model.open("bert.encoder", true);
    model.open("bert.encoder", false);
    var next = new ModelsModel(workbench, Latest.inline(), new Preferences(workbench.home()));
    next.list();
    then(next.index().group().get()).isEqualTo("cache");
    then(next.index().order().get()).isEqualTo(ModelIndex.Order.NAME);
    then(next.tab().get()).isEqualTo("tensors");
    then(next.path().get()).isEqualTo(FakeModels.BASE);
    then(next.openNodes()).containsExactly("bert.embeddings");
  }

  @Test
  void the_order_counts_within_each_group() {
    model.list();
    model.index().group().set("cache");
    model.index().order().set(ModelIndex.Order.SIZE);
    then(model.index().lines().stream()
            .filter(Line.Entry.class::isInstance)
            .map(l -> ((Line.Entry) l).head().parameters()))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void tensors_are_found_by_parts_of_their_names() {
    model.choose(FakeModels.BASE);
    var all = model.page().get().tensors();
    then(TensorsTab.matching(all, "QUERY weight")).hasSize(12);
    then(TensorsTab.matching(all, " ")).hasSameSizeAs(all);
    then(TensorsTab.matching(all, "nothing")).isEmpty();
  }

  @Test
  void begins_with_the_first_block_and_lists_its_tensors() {
    model.choose(FakeModels.BASE);
    then(model.node().get()).isEqualTo("bert.encoder.layer.0");
    then(model.tensors()).hasSize(12).allMatch(t -> t.name().startsWith("bert.encoder.layer.0."));
    model.node().set("bert.encoder.layer.1");
    then(model.tensors()).hasSize(12);
    model.node().set("");
    then(model.tensors()).hasSize(model.page().get().tensors().size());
  }

  @Test
  void says_that_all_tensors_are_used_only_when_it_is_true() {
    model.choose(FakeModels.BASE);
    var page = model.page().get();
    then(ModelsModel.usesAll(page)).isTrue();
    then(ModelsModel.usesAll(with(page, List.of("cls.predictions.bias"), List.of()))).isFalse();
    then(ModelsModel.usesAll(with(page, List.of(), List.of("bert.pooler.dense.weight")))).isFalse();
    then(ModelsModel.usesAll(FakeModels.page(workbench, FakeModels.UNKNOWN))).isFalse();
  }

  private static ModelPage with(ModelPage p, List<String> unused, List<String> missing) {
    return new ModelPage(
        p.head(),
        p.config(),
        p.labels(),
        p.layers(),
        p.heads(),
        p.hidden(),
        p.vocabulary(),
        p.positions(),
        p.tree(),
        p.tensors(),
        p.files(),
        unused,
        missing,
        p.tokenizer(),
        p.findings(),
        p.memory(),
        null);
  }

  @Test
  void a_damaged_model_shows_its_problem_and_opens_once_it_is_mended() {
    model.choose(FakeModels.DAMAGED);
    then(model.page().get()).isNull();
    then(model.trouble().get()).extracting(Problem::key).isEqualTo("weights.truncated");
    workbench.answer(Request.ShowModel.class, q -> FakeModels.page(workbench, q.path()));
    model.again();
    then(model.trouble().get()).isNull();
    then(model.page().get()).isNotNull();
  }

  @Test
  void an_answer_for_an_older_choice_is_dropped() {
    workbench.hold(Request.ShowModel.class);
    model.choose(FakeModels.UNKNOWN);
    model.choose(FakeModels.BASE);
    workbench.release();
    then(model.page().get().head().path()).isEqualTo(FakeModels.BASE);
  }

  @Test
  void a_dropped_folder_joins_the_list_for_good() throws Exception {
    var folder = Files.createDirectories(workbench.folder().resolve("mine"));
    then(model.add(folder)).isTrue();
    then(model.add(folder)).isTrue();
    then(preferences.get().modelFolders()).containsExactly(folder.toString());
    then(model.index().head(folder.toString())).isPresent();
  }

  @Test
  void typing_shows_tokens_and_none_for_no_text() {
    model.choose(FakeModels.BASE);
    model.playground().text().set("Vitrine shows");
    then(model.playground().tokens().get().tokens()).hasSize(6);
    model.playground().text().set("");
    then(model.playground().tokens().get()).isNull();
  }

  @Test
  void reads_the_values_of_a_tensor_once() {
    model.choose(FakeModels.BASE);
    var seen = new java.util.ArrayList<String>();
    for (int i = 0; i < 2; i++)
      model.looks().look("bert.pooler.dense.bias", p -> seen.add(p.name()), _ -> {});
    then(seen).hasSize(2);
    then(workbench.asked.stream().filter(q -> q instanceof Request.ShowTensor)).hasSize(1);
  }

  @Test
  void tells_what_a_model_is_in_a_sentence() {
    var summary = new Summary(Words.in(java.util.Locale.ENGLISH).of(ModelsModel.class));
    then(summary.of(FakeModels.page(workbench, FakeModels.BASE)))
        .contains("512 tokens", "12 layers of 12 heads", "fills blanks");
    then(summary.of(FakeModels.page(workbench, FakeModels.UNKNOWN))).contains("does not compute");
    then(Summary.shown("bert.encoder.layer.0")).isEqualTo("layer 0");
    then(Summary.shown("bert.encoder.layer.0.output")).isEqualTo("layer 0 output");
    then(Summary.shown("bert.embeddings")).isEqualTo("embeddings");
  }

  @Test
  void a_badge_tells_a_foreign_model_from_a_damaged_one() {
    model.list();
    then(Standing.of(model.index().head(FakeModels.UNKNOWN).orElseThrow()))
        .isEqualTo(Standing.WEIGHTS_ONLY);
    then(Standing.of(model.index().head(FakeModels.DAMAGED).orElseThrow()))
        .isEqualTo(Standing.INCOMPLETE);
    then(Standing.of(model.index().head(FakeModels.BASE).orElseThrow())).isEqualTo(Standing.GOOD);
  }

  @Test
  void certifies_the_model_that_is_looked_at_and_forgets_the_last() {
    model.list();
    then(model.certificate().report().get()).isEqualTo(FakeReplies.parity(false));
    then(workbench.asked).contains(new Request.Certify(model.path().get()));
    workbench.hold(Request.Certify.class);
    model.choose(FakeModels.BASE);
    then(model.page().get()).as("the page does not wait").isNotNull();
    then(model.certificate().report().get()).isNull();
    workbench.answer(Request.Certify.class, _ -> FakeReplies.parity(true));
    workbench.release();
    then(model.certificate().report().get()).matches(r -> r.over());
    model.choose(FakeModels.UNKNOWN);
    then(model.certificate().report().get()).as("nothing to compare").isNull();
  }

  @Test
  void says_why_nothing_could_be_compared() {
    workbench.fail(Request.Certify.class, new Problem("device.none", "x"));
    model.list();
    then(model.certificate().trouble().get()).matches(p -> p.key().equals("device.none"));
    then(model.page().get()).isNotNull();
  }

  @Test
  void turns_numbers_back_into_text() {
    workbench.answer(
        Request.Detokenize.class,
        q -> new Request.Detokenized("text of " + q.ids(), "spelled", List.of()));
    model.choose(FakeModels.BASE);
    var playground = model.playground();
    playground.back().numbers().set("[101, 7592 102]");
    then(playground.back().found().get())
        .matches(found -> found.text().equals("text of [101, 7592, 102]"));
    playground.back().numbers().set("101 hello");
    then(playground.back().found().get()).isNull();
    then(playground.back().trouble().get()).matches(p -> p.key().equals("ui.token_numbers"));
    then(WayBack.ids("99999999999")).isEmpty();
    playground.back().numbers().set("");
    then(playground.back().trouble().get()).isNull();
    playground.text().set("Vitrine");
    playground.turn();
    then(playground.back().numbers().get()).isEqualTo("101 6819 18886 2638 102");
  }
}
