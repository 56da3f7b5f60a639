package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.PictureCells;
import org.vitrine.core.picture.Picture;
import org.vitrine.core.picture.PictureFile;
import org.vitrine.core.session.OpenModels.Entry;
import org.vitrine.core.session.protocol.PredictionList;
import org.vitrine.core.session.protocol.PredictionList.Prediction;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.task.PictureAnswers;

/// Pictures: what a model says of them.
final class PictureDesk {
  private static final int AT_ONCE = 16;

  private final OpenModels models;

  PictureDesk(OpenModels models) {
    this.models = models;
  }

  PredictionList predict(Request.PredictPictures ask, Progress progress) {
    var entry = models.get(ask.path());
    long began = System.nanoTime();
    var predictions = new ArrayList<Prediction>();
    for (var file : ask.files()) {
      predictions.addAll(predict(entry, List.of(PictureFile.read(Path.of(file)))));
      progress.at("predicting", predictions.size(), ask.files().size());
    }
    return new PredictionList(
        TextDesk.speaks(entry), predictions, (System.nanoTime() - began) / 1e6);
  }

  /// Every picture that a table names.
  Request.TablePredictions predict(Request.PredictTable ask, Progress progress) {
    var entry = models.get(ask.path());
    var rows = new ArrayList<Request.TablePredictions.Row>();
    try (var table = DataFiles.open(ask.source(), progress)) {
      var cells = PictureCells.of(table);
      int column = table.column(DataFiles.columns(table, ask.source()).text());
      long all = ask.most() > 0 ? Math.min(ask.most(), table.rows()) : table.rows();
      for (long from = 0; from < all; from += AT_ONCE) {
        var names =
            table.rows(from, (int) Math.min(AT_ONCE, all - from)).stream()
                .map(row -> row.cell(column))
                .toList();
        var said = predict(entry, names.stream().map(cells::read).toList());
        for (int i = 0; i < names.size(); i++)
          rows.add(new Request.TablePredictions.Row(from + i, names.get(i), said.get(i)));
        progress.at("predicting", from + names.size(), all);
      }
    }
    return new Request.TablePredictions(TextDesk.speaks(entry), rows);
  }

  private static List<Prediction> predict(Entry entry, List<Picture> pictures) {
    return new PictureAnswers(entry.model(), entry.pictures())
        .of(pictures).stream().map(TextDesk::scores).toList();
  }
}
