package org.vitrine.core.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.model.Model;
import org.vitrine.core.nn.Part;
import org.vitrine.core.nn.Pass;
import org.vitrine.core.task.Answers;
import org.vitrine.core.task.Reading;
import org.vitrine.core.task.Task;
import org.vitrine.core.tensor.Scope;
import org.vitrine.core.tokenizer.Encoding;
import org.vitrine.core.weights.SafetensorsWriter;

/// Looks at a run's probe texts while it learns: attention of every layer and head, and what the model says. The frames of
/// the film are these files.
final class Probes {
  private final Path folder;
  private final Model model;
  private final Task task;
  private final List<Encoding> texts = new ArrayList<>();
  private final @Nullable Answers answers;

  Probes(Recipe recipe, Path run, Model model, Task task, Reading reading, int maxLength) {
    folder = run.resolve("captures");
    this.model = model;
    this.task = task;
    answers = reading.words() ? new Answers(model, reading.tokenizer()) : null;
    if (answers == null) return; // a sentence is no picture
    for (var probe : recipe.probes())
      texts.add(reading.tokenizer().encode(probe.text(), probe.pair(), maxLength));
  }

  List<RunEvent.Captured> look(long step) {
    var captured = new ArrayList<RunEvent.Captured>();
    for (int i = 0; i < texts.size(); i++) captured.add(look(step, i, texts.get(i)));
    return captured;
  }

  private RunEvent.Captured look(long step, int place, Encoding text) {
    var answers = Objects.requireNonNull(this.answers);
    var file = folder.resolve("step-" + step + "-probe-" + place + ".safetensors");
    try (var scope = Scope.open()) {
      var pass = Pass.inference().capturing(true, false);
      var output = model.forward(answers.batch(scope, List.of(text)), pass);
      Map<String, NDArray> maps = new LinkedHashMap<>();
      // an encoder-decoder is followed while it reads
      var part = pass.attentions().isEmpty() ? Part.ENCODER : Part.WHOLE;
      var layers = pass.attentions(part);
      for (int layer = 0; layer < layers.size(); layer++)
        maps.put("attentions." + layer, layers.get(layer));
      Disk.appear(
          file,
          into -> SafetensorsWriter.writeArrays(into, maps, Map.of("step", Long.toString(step))));
      var answer = answers.of(task.head(), output, List.of(text)).getFirst();
      var best = new LinkedHashMap<String, Double>();
      for (var score : answer.subList(0, Math.min(8, answer.size())))
        best.put(score.label(), score.probability());
      return new RunEvent.Captured(step, place, file, List.of(text.tokens()), best);
    }
  }
}
