package org.vitrine.ui.insight;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.insight.HeadFacts;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Method;
import org.vitrine.core.insight.Role;
import org.vitrine.core.insight.Scale;
import org.vitrine.core.session.AttentionArrays;
import org.vitrine.core.session.Workbench;
import org.vitrine.core.session.protocol.ModelList;
import org.vitrine.core.session.protocol.ModelList.ModelHead;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.nav.Route;

/// Which model looks at which sentence, what it read, and what of that is in sight. No controls, no texts.
final class AttentionViewModel {
  static final Duration PAUSE = Duration.ofMillis(150);
  private static final String LAST_MODEL = "attention.model";

  private final Workbench workbench;
  private final Preferences preferences;
  private final Latest latest;
  private final Supplier<String> firstSentence;
  private final Function<RunPlaces.Place, String> naming;

  private final ObjectProperty<List<ModelHead>> models = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<List<RunPlaces>> runs = new SimpleObjectProperty<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable ModelHead> model = new ReadOnlyObjectWrapper<>();
  private final Asked asked = new Asked();
  private final ReadOnlyBooleanWrapper sees = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(new Standing.Empty());
  private final ObjectProperty<Method> method = new SimpleObjectProperty<>(Method.RAW);
  private final ObjectProperty<Scale> scale = new SimpleObjectProperty<>(Scale.SQRT);
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.LAYER);
  private final IntegerProperty head = new SimpleIntegerProperty(-1);
  private final IntegerProperty layer = new SimpleIntegerProperty(-1);
  private final IntegerProperty focus = new SimpleIntegerProperty(-1);
  private final ObjectProperty<@Nullable Role> lit = new SimpleObjectProperty<>();
  private boolean cut, setting, fresh = true;

  /// @param firstSentence what is looked at before somebody writes
  /// @param naming how a run's model is called: by the run and the step
  AttentionViewModel(
      Workbench workbench,
      Preferences preferences,
      Latest latest,
      Supplier<String> firstSentence,
      Function<RunPlaces.Place, String> naming) {
    this.workbench = workbench;
    this.preferences = preferences;
    this.latest = latest;
    this.firstSentence = firstSentence;
    this.naming = naming;
    asked.onTyped(this::typed);
    asked.onTurned(this::turned);
    for (var each : List.of(head, layer, focus)) each.addListener((_, _, _) -> keep());
    method.addListener((_, _, _) -> keep());
    scale.addListener((_, _, _) -> keep());
    order.addListener((_, _, _) -> keep());
  }

  ReadOnlyObjectProperty<@Nullable ModelHead> model() {
    return model.getReadOnlyProperty();
  }

  /// Models that can be looked into.
  ObjectProperty<List<ModelHead>> models() {
    return models;
  }

  /// Runs with what they left to look into.
  ObjectProperty<List<RunPlaces>> runs() {
    return runs;
  }

  /// Looks into what a run left.
  void choose(RunPlaces.Place place) {
    choose(place.head(naming.apply(place)));
  }

  /// What is looked at, and where in the model.
  Asked asked() {
    return asked;
  }

  /// Whether the model sees pictures.
  ReadOnlyBooleanProperty sees() {
    return sees.getReadOnlyProperty();
  }

  /// The newest answer; it stays while the next is computed.
  ReadOnlyObjectProperty<@Nullable Shown> shown() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Standing> standing() {
    return standing.getReadOnlyProperty();
  }

  ObjectProperty<Method> method() {
    return method;
  }

  ObjectProperty<Scale> scale() {
    return scale;
  }

  ObjectProperty<Order> order() {
    return order;
  }

  /// The chosen head as layer · heads + head; counts when [#method] is raw.
  IntegerProperty head() {
    return head;
  }

  /// The chosen layer; counts when [#method] is rollout.
  IntegerProperty layer() {
    return layer;
  }

  /// The token that is looked at, −1 for all.
  IntegerProperty focus() {
    return focus;
  }

  /// The role whose heads are not dimmed, null for all.
  ObjectProperty<@Nullable Role> lit() {
    return lit;
  }

  /// The map in the middle, null while there is none.
  @Nullable HeadMap map() {
    var now = shown.get();
    if (now == null) return null;
    if (method.get() == Method.ROLLOUT) return now.capture().rolledOut(layer.get());
    return now.capture().head(head.get() / now.heads(), head.get() % now.heads());
  }

  /// What is known of the chosen head, null in rollout.
  @Nullable HeadFacts facts() {
    var now = shown.get();
    return now == null || method.get() == Method.ROLLOUT
        ? null
        : now.capture().facts().get(head.get());
  }

  void enter(Route.Attention route) {
    var wanted = route.run() != null ? workbench.home().run(route.run()).toString() : route.model();
    latest.ask(
        "attention.models",
        () ->
            workbench
                .ask(new Request.ListModels(preferences.get().modelFolders()))
                .thenApply(list -> new Known(list, RunPlaces.of(workbench))),
        known -> {
          runs.set(known.runs());
          models.set(
              known.list().models().stream()
                  .filter(m -> m.problem() == null && m.family() != null)
                  .toList());
          choose(found(wanted, route), route.text(), route.pair());
        },
        problem -> standing.set(new Standing.Trouble(problem, false)));
  }

  void leave() {
    latest.cancel("attention");
  }

  private record Known(ModelList list, List<RunPlaces> runs) {}

  private @Nullable ModelHead found(@Nullable String wanted, Route.Attention route) {
    var place =
        route.run() != null
            ? RunPlaces.in(runs.get(), workbench.home().run(route.run()), route.step())
            : wanted != null ? RunPlaces.at(runs.get(), wanted) : null;
    if (place != null) return place.head(naming.apply(place));
    if (wanted != null) return ModelFinder.of(models.get(), wanted, route);
    if (model.get() != null) return model.get();
    var kept = preferences.recall(LAST_MODEL, String.class);
    var keptPlace = kept == null ? null : RunPlaces.at(runs.get(), kept);
    if (keptPlace != null) return keptPlace.head(naming.apply(keptPlace));
    var last = ModelFinder.at(models.get(), kept);
    return last != null ? last : ModelFinder.starter(models.get());
  }

  /// Takes the starter model, for one who has not chosen.
  void openStarter() {
    choose(ModelFinder.starter(models.get()), null, null);
  }

  void choose(@Nullable ModelHead next) {
    choose(next, null, null);
  }

  /// @param text to look at, null for the one that this model had
  private void choose(@Nullable ModelHead next, @Nullable String text, @Nullable String pair) {
    if (next == null) return;
    boolean other = !next.equals(model.get());
    setting = true;
    if (other) {
      model.set(next);
      preferences.remember(LAST_MODEL, next.path());
      shown.set(null);
      standing.set(new Standing.Computing());
      fresh = true;
      lit.set(null);
      sees.set(false);
      asked.forModel();
      var kept = preferences.recall(key(next), Remembered.class);
      if (kept != null) restore(kept);
      else {
        head.set(-1);
        layer.set(-1);
        focus.set(-1);
        scale.set(Scale.ofKey(preferences.get().attentionScale()));
      }
    }
    if (text != null) fresh |= asked.text(text, pair);
    else if (asked.text().get().isBlank()) asked.text().set(firstSentence.get());
    setting = false;
    cut = false;
    if (other || text != null || shown.get() == null) compute(Duration.ZERO);
  }

  private static String key(ModelHead model) {
    return "attention.of." + model.path();
  }

  /// Another picture or part: at once, and seen afresh.
  private void turned() {
    if (setting) return;
    fresh = true;
    compute(Duration.ZERO);
  }

  private void typed() {
    if (setting) return;
    cut = false;
    fresh = true;
    compute(PAUSE);
  }

  /// Reads as much of the text as the model takes.
  void cut() {
    cut = true;
    compute(Duration.ZERO);
  }

  void again() {
    compute(Duration.ZERO);
  }

  private void compute(Duration pause) {
    var looking = model.get();
    if (looking == null || asked.isEmpty()) {
      latest.cancel("attention");
      return;
    }
    if (shown.get() == null) standing.set(new Standing.Computing());
    var request = new Request.Attend(looking.path(), asked.subject(), cut);
    Runnable ask =
        () ->
            latest.ask(
                "attention",
                () ->
                    workbench
                        .ask(request)
                        .thenApply(
                            reply -> new Shown(reply, AttentionArrays.read(reply, looking.name()))),
                this::arrived,
                this::failed);
    if (pause.isZero()) ask.run();
    else latest.after(pause, "attention", ask);
  }

  private void failed(Problem problem) {
    if (problem.key().equals("session.wants_picture")) {
      sees.set(true);
      standing.set(new Standing.Wanting());
      return;
    }
    boolean tooLong = problem.key().equals("session.long");
    standing.set(new Standing.Trouble(problem, tooLong));
  }

  private void arrived(Shown now) {
    var before = shown.get();
    boolean alike = before != null && before.capture().tokens().equals(now.capture().tokens());
    setting = true;
    sees.set(now.reply().picture() != null);
    asked.arrived(now.reply().part());
    int most = now.layers() * now.heads();
    if (head.get() < 0 || head.get() >= most) head.set(now.telling());
    if (layer.get() < 0 || layer.get() >= now.layers()) layer.set(now.layers() - 1);
    boolean lost = focus.get() >= now.capture().tokens().size();
    boolean first = before == null && focus.get() < 0;
    if (lost || first || fresh && before != null && !alike) focus.set(now.begin());
    fresh = false;
    setting = false;
    shown.set(now);
    standing.set(new Standing.Ready());
    keep();
  }

  Remembered remembered() {
    return new Remembered(
        asked.text().get(),
        asked.pair().get(),
        asked.written().get(),
        asked.picture().get(),
        asked.part().get(),
        head.get(),
        layer.get(),
        focus.get(),
        method.get().key(),
        scale.get().key(),
        order.get().name().toLowerCase(Locale.ROOT));
  }

  void restore(Remembered kept) {
    boolean outer = setting;
    setting = true;
    head.set(kept.head());
    layer.set(kept.layer());
    focus.set(kept.token());
    method.set(kept.method().equals("rollout") ? Method.ROLLOUT : Method.RAW);
    scale.set(Scale.ofKey(kept.scale()));
    order.set(kept.order().equals("entropy") ? Order.ENTROPY : Order.LAYER);
    boolean other = asked.restore(kept);
    setting = outer;
    fresh = false;
    if (!outer && other) compute(Duration.ZERO);
  }

  private void keep() {
    var now = model.get();
    if (!setting && now != null && shown.get() != null)
      preferences.remember(key(now), remembered());
  }
}
