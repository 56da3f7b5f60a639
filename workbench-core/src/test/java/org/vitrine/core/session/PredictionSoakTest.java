package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;

import ai.djl.ndarray.BaseNDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.Devices;
import org.vitrine.core.model.Models;
import org.vitrine.core.model.Opening;
import org.vitrine.core.model.net.Head;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.Subject;
import org.vitrine.core.train.Tiny;

/// A thousand predictions by default, more with `-Dpredictions=N`.
class PredictionSoakTest {
  private static final int PREDICTIONS = Integer.getInteger("predictions", 1000);

  @TempDir Path folder;

  @Test
  void keeps_native_memory_flat_over_a_thousand_predictions() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/statm")));
    var model = classifier().toString();
    var scratch = Files.createDirectories(folder.resolve("scratch"));
    var open = new OpenModels(new Home(folder.resolve("home")), 1, "cpu");
    var desk = new TextDesk(open);
    var attention = new AttentionDesk(open, scratch);
    long resident = 0;
    int arrays = 0;
    for (int i = 0; i <= PREDICTIONS; i++) {
      var text = "the film is very good and a lovely story".substring(0, 8 + i % 32);
      var texts = Collections.nCopies(1 + i % 3, text);
      var said = desk.predict(new Request.Predict(model, texts, List.of()), Progress.NONE);
      then(said.predictions()).hasSize(texts.size());
      then(said.predictions().getFirst().scores()).hasSize(2);
      if (i % 20 == 0) {
        var seen = attention.attend(new Request.Attend(model, Subject.of(text, null), true));
        Files.delete(Path.of(seen.file()));
      }
      if (i == PREDICTIONS / 3) {
        resident = resident();
        arrays = arrays(open, model);
      }
    }
    then(arrays(open, model)).isEqualTo(arrays);
    then(resident() - resident).isLessThan(30L << 20);
  }

  private Path classifier() throws IOException {
    var base = Tiny.bert(folder.resolve("base"));
    var made = Files.createDirectories(folder.resolve("classifier"));
    var opening = Opening.toLearn(3).fromScratch(true);
    var labels = List.of("bad", "good");
    try (var model =
        Models.open(base, Head.SEQUENCE_CLASSIFICATION, labels, Devices.cpu(), opening)) {
      model.save(made);
    }
    Files.copy(base.resolve("vocab.txt"), made.resolve("vocab.txt"));
    return made;
  }

  private static int arrays(OpenModels open, String model) {
    return ((BaseNDManager) open.get(model).model().scope().manager()).getManagedArrays().size();
  }

  private static long resident() throws IOException {
    System.gc();
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
  }
}
