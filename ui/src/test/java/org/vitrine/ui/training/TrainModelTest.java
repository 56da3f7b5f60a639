package org.vitrine.ui.training;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.train.Preset;
import org.vitrine.core.train.Recipe;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.testing.BothLanguages;
import org.vitrine.ui.testing.FakeWorkbench;

class TrainModelTest {
  private static final String MODEL = "/cache/bert-base-uncased";
  private final FakeWorkbench workbench = FakePlans.workbench();
  private final TrainModel model =
      new TrainModel(workbench, Latest.inline(), new Preferences(workbench.home()));

  @BeforeEach
  void begin() {
    model.begin(MODEL, "/data/sst2.tsv", null);
  }

  @Test
  void says_the_same_in_both_languages() {
    BothLanguages.speaks(TrainModel.class);
    for (var key : List.of("ui.memory", "ui.train.model", "ui.train.data", "ui.train.recipe")) {
      for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        then(new Problem(key, "a", "b").sentence(language)).doesNotContain(key);
        then(new Problem(key, "a", "b").remedy(language)).doesNotContain(key);
      }
    }
  }

  @Test
  void plans_at_once_and_can_start() {
    then(model.report().get().updates()).isEqualTo(6315);
    then(model.canStart()).isTrue();
    var started = new ArrayList<String>();
    model.start(started::add, problem -> {});
    then(started).containsExactly("run-1");
    then(workbench.started.getFirst().model()).isEqualTo(MODEL);
  }

  @Test
  void cannot_start_without_data_and_says_so() {
    var fresh =
        new TrainModel(workbench, Latest.inline(), new Preferences(new FakeWorkbench().home()));
    fresh.begin(MODEL, null, null);
    then(fresh.canStart()).isFalse();
    then(fresh.faults().get()).extracting(Fault::setting).contains("data");
  }

  @Test
  void counts_what_differs_from_the_preset_and_brings_it_back() {
    then(model.differing()).isEmpty();
    model.set("learning_rate", "3e-5");
    then(model.differing()).containsExactly("learning_rate");
    model.reset("learning_rate");
    then(model.differing()).isEmpty();
    model.begin(Preset.QUICK);
    then(model.recipe().get().arguments().maxSteps()).isEqualTo(100);
    then(model.differing()).isEmpty();
  }

  @Test
  void a_value_that_is_none_stays_at_its_field() {
    model.set("per_device_train_batch_size", "many");
    then(Fault.at(model.faults().get(), "per_device_train_batch_size")).hasSize(1);
    then(model.recipe().get().arguments().perDeviceTrainBatchSize()).isEqualTo(32);
    then(model.canStart()).isFalse();
    model.set("per_device_train_batch_size", "16");
    then(model.canStart()).isTrue();
  }

  @Test
  void too_large_a_batch_offers_a_smaller_one_that_gathers() {
    model.set("per_device_train_batch_size", "256");
    var fault = Fault.at(model.faults().get(), "per_device_train_batch_size").getFirst();
    then(fault.repair())
        .containsEntry("per_device_train_batch_size", "128")
        .containsEntry("gradient_accumulation_steps", "2");
    model.repair(fault);
    then(model.canStart()).isTrue();
    then(model.report().get().updatesPerEpoch()).isEqualTo(264);
  }

  @Test
  void a_text_that_is_too_long_is_repaired_by_what_the_model_reads() {
    model.set("max_length", "700");
    model.repair(Fault.at(model.faults().get(), "max_length").getFirst());
    then(model.recipe().get().arguments().maxLength()).isEqualTo(512);
  }

  @Test
  void only_the_newest_plan_counts() {
    workbench.hold(Request.Plan.class);
    model.set("num_train_epochs", "1");
    model.set("num_train_epochs", "2");
    workbench.release();
    then(model.report().get().updates()).isEqualTo(2 * model.report().get().updatesPerEpoch());
  }

  @Test
  void a_recipe_is_saved_and_opened_again() {
    model.set("learning_rate", "3e-5");
    model.probes(List.of(new Recipe.Probe("A quiet triumph.", null, null)));
    var file = workbench.folder().resolve("recipe.json");
    var failed = new ArrayList<Problem>();
    model.save(file, failed::add, () -> {});
    var saved = model.recipe().get();
    model.begin(Preset.BEST);
    model.open(file, failed::add);
    then(failed).isEmpty();
    then(model.recipe().get()).isEqualTo(saved);
  }

  @Test
  void settings_read_what_they_wrote() {
    for (var setting : Setting.ALL) {
      var value = setting.of(model.recipe().get());
      then(setting.of(setting.give(model.recipe().get(), value)))
          .as(setting.name())
          .isEqualTo(value);
    }
  }

  @Test
  void even_a_batch_of_one_that_is_too_much_can_be_mended() {
    var report = FakePlans.plan(model.recipe().get());
    var tight = FakePlans.withFree(report, (2650L << 20) + (30L << 20));
    var one = model.recipe().get().with(model.recipe().get().arguments().with("max_length", "128"));
    then(Fault.memory(one, tight).repair())
        .containsExactly(
            java.util.Map.entry("per_device_train_batch_size", "1"),
            java.util.Map.entry("gradient_accumulation_steps", "32"),
            java.util.Map.entry("max_length", "64"));
    then(Fault.memory(one, FakePlans.withFree(report, 2000L << 20)).repair())
        .containsExactly(java.util.Map.entry("learns", "head"));
  }

  @Test
  void what_nothing_would_mend_is_a_warning_and_may_be_tried() {
    var report = FakePlans.plan(model.recipe().get());
    var fault = Fault.memory(model.recipe().get(), FakePlans.withFree(report, 100L << 20));
    then(fault.stops()).isFalse();
    then(fault.repair()).isEmpty();
  }

  @Test
  void each_preset_tells_its_time() {
    var times = model.planner().times().get();
    then(times).containsOnlyKeys(Preset.values());
    then(times.get(Preset.QUICK).getLast()).isLessThan(60);
    then(times.get(Preset.BEST).getFirst()).isGreaterThan(times.get(Preset.BALANCED).getLast());
  }

  @Test
  void the_times_are_asked_for_once_and_anew_for_another_device() {
    long before = plans();
    model.set("learning_rate", "3e-5");
    then(plans()).isEqualTo(before + 1);
    model.set("device", "cpu");
    then(plans()).isEqualTo(before + 2 + Preset.values().length);
  }

  private long plans() {
    return workbench.asked.stream().filter(Request.Plan.class::isInstance).count();
  }

  @Test
  void a_first_run_begins_with_the_quick_look_at_the_size_of_its_model() {
    model.begin("/cache/bert-base-uncased", "/data/sst2.tsv", Preset.QUICK);
    then(model.preset().get()).isEqualTo(Preset.QUICK);
    then(model.recipe().get().arguments()).isEqualTo(Preset.QUICK.arguments(109_482_240));
  }

  @Test
  void offers_as_many_last_layers_as_the_model_has() {
    then(model.choices().learns())
        .containsExactly("all", "head", "last:1", "last:2", "last:4", "last:6");
  }

  @Test
  void sets_one_number_format_at_a_time() {
    for (var format : List.of("bf16", "fp16", "float32", "fp16", "bf16")) {
      model.set("format", format);
      var arguments = model.recipe().get().arguments();
      then(Setting.named("format").of(model.recipe().get())).isEqualTo(format);
      then(arguments.bf16()).isEqualTo(format.equals("bf16"));
      then(arguments.fp16()).isEqualTo(format.equals("fp16"));
    }
  }

  @Test
  void what_was_started_with_a_model_comes_back_with_it() {
    model.set("num_train_epochs", "2");
    model.set("learns", "head");
    model.start(_ -> {}, _ -> {});
    var later = new TrainModel(workbench, Latest.inline(), new Preferences(workbench.home()));
    later.begin(MODEL, "/data/sst2.tsv", null);
    later.begin(Preset.BALANCED);
    later.reset("learns");
    later.model("/cache/gpt2");
    then(later.recipe().get().arguments().numTrainEpochs()).isEqualTo(3);
    later.task("text-classification");
    later.model(MODEL);
    then(later.recipe().get().arguments().numTrainEpochs()).isEqualTo(2);
    then(later.recipe().get().learns()).isEqualTo("head");
  }

  @Test
  void arrows_begin_small_where_a_share_is_nothing() {
    then(Setting.named("warmup_ratio").stepped(0, 1)).isEqualTo("0.01");
    then(Setting.named("weight_decay").stepped(0.01, 1)).isEqualTo("0.02");
    then(Setting.named("per_device_train_batch_size").stepped(1, -1)).isEqualTo("1");
    then(Setting.named("per_device_train_batch_size").stepped(32, 1)).isEqualTo("50");
    then(Setting.named("num_train_epochs").stepped(1, -1)).isEqualTo("0.5");
    then(Setting.named("learning_rate").stepped(2e-5, 1)).isEqualTo("5e-5");
  }

  @Test
  void times_are_as_short_as_a_card_needs() {
    var words = Words.in(Locale.ENGLISH);
    then(Times.about(words, List.of(540.0, 545.0))).isEqualTo("≈ 9 min");
    then(Times.about(words, List.of(80.0, 300.0))).isEqualTo("≈ 1–5 min");
    then(Times.about(words, List.of(40.0, 180.0))).isEqualTo("≈ 40 s – 3 min");
    then(Times.about(words, List.of())).isEmpty();
    then(Times.about(Words.in(Locale.SIMPLIFIED_CHINESE), List.of(80.0, 300.0)))
        .isEqualTo("≈ 1–5 分钟");
  }

  @Test
  void arrows_step_by_one_two_five() {
    then(Setting.step(1, 1)).isEqualTo(2);
    then(Setting.step(2, 1)).isEqualTo(5);
    then(Setting.step(5, 1)).isEqualTo(10);
    then(Setting.step(32, -1)).isEqualTo(20);
    then(Setting.step(2e-5, 1)).isEqualTo(5e-5);
    then(Setting.step(1e-5, -1)).isEqualTo(5e-6);
  }
}
