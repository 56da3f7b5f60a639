package org.vitrine.ui.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vitrine.core.base.Problem;
import org.vitrine.core.train.Arguments;
import org.vitrine.core.train.Preset;
import org.vitrine.core.train.Recipe;

/// The recipe in the making and the preset that it began with; values that make no sense stay beside it, at their names.
final class Draft {
  private final ReadOnlyObjectWrapper<Recipe> recipe;
  private final ReadOnlyObjectWrapper<Preset> preset = new ReadOnlyObjectWrapper<>(Preset.BALANCED);
  private final Map<String, Problem> wrong = new LinkedHashMap<>();
  private final LongSupplier parameters;
  private final UnaryOperator<Arguments> usual;

  /// @param parameters of the chosen model, 0 while nobody knows
  /// @param usual puts in what somebody wants of every run: how often it saves
  Draft(String task, LongSupplier parameters, UnaryOperator<Arguments> usual) {
    this.parameters = parameters;
    this.usual = usual;
    recipe =
        new ReadOnlyObjectWrapper<>(
            Recipe.of(task, "", Recipe.Source.of(""))
                .with(usual.apply(Preset.BALANCED.arguments(0))));
  }

  void change(UnaryOperator<Recipe> change) {
    recipe.set(change.apply(recipe.get()));
  }

  /// Takes over a whole recipe; what was typed and made no sense is forgotten.
  void take(Recipe whole) {
    wrong.clear();
    recipe.set(whole);
  }

  /// Starts from one of the three again: all arguments are its own.
  void begin(Preset wanted) {
    preset.set(wanted);
    wrong.clear();
    change(r -> r.with(usual.apply(wanted.arguments(parameters.getAsLong()))));
  }

  /// Sets one value; one that makes no sense stays a fault at its field and leaves the recipe as it was.
  void set(String name, String value) {
    try {
      var next = Setting.named(name).give(recipe.get(), value);
      wrong.remove(name);
      recipe.set(next);
    } catch (Problem e) {
      wrong.put(name, e);
    }
  }

  /// What was typed and cannot be, each with the value that stands instead.
  List<Fault> faults() {
    var all = new ArrayList<Fault>();
    wrong.forEach((name, problem) ->
        all.add(Fault.stopping(name, problem, Map.of(name, Setting.named(name).of(recipe.get())))));
    return all;
  }

  String presetValue(String name) {
    return Setting.named(name).of(pure(preset.get()));
  }

  /// This recipe as a preset alone would have it.
  Recipe pure(Preset of) {
    var r = recipe.get();
    return Recipe.of(r.task(), r.model(), Recipe.Source.of(r.data().path()))
        .with(usual.apply(of.arguments(parameters.getAsLong())));
  }

  /// Settings whose values are not the preset's, in the order of the form.
  List<String> differing() {
    var base = pure(preset.get());
    return Setting.ALL.stream()
        .filter(s ->
            s.fits(recipe.get())
                && (wrong.containsKey(s.name()) || !s.of(recipe.get()).equals(s.of(base))))
        .map(Setting::name)
        .toList();
  }

  ReadOnlyObjectWrapper<Recipe> recipe() {
    return recipe;
  }

  ReadOnlyObjectWrapper<Preset> preset() {
    return preset;
  }
}
