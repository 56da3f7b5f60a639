package org.vitrine.core.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;
import org.vitrine.core.model.Layout;
import org.vitrine.core.picture.Preprocessing;
import org.vitrine.core.task.generate.DecodingFile;
import org.vitrine.core.tokenizer.Tokenizer;

/// How a model's numbers are made of what people have: by its tokenizer, or by what it does to pictures.
public final class Reading implements AutoCloseable {
  private final @Nullable Tokenizer tokenizer;
  private final @Nullable Preprocessing pictures;
  private final List<Path> files;

  private Reading(
      @Nullable Tokenizer tokenizer, @Nullable Preprocessing pictures, List<Path> files) {
    this.tokenizer = tokenizer;
    this.pictures = pictures;
    this.files = files;
  }

  /// @param folder of the model
  /// @param type `model_type`; @param layout what the model reads
  public static Reading of(Path folder, String task, String type, Layout layout) {
    if (!task.equals(ImageClassification.NAME)) {
      var tokenizer = Tokenizer.open(folder);
      var files = new ArrayList<>(tokenizer.files());
      var writing = folder.resolve(DecodingFile.FILE); // how it writes stays, whatever it learns
      if (Files.isRegularFile(writing)) files.add(writing);
      return new Reading(tokenizer, null, files);
    }
    return new Reading(null, pictures(folder, type, layout), Preprocessing.files(folder));
  }

  public static Reading of(Tokenizer tokenizer) {
    return new Reading(tokenizer, null, tokenizer.files());
  }

  public static Reading of(Preprocessing pictures) {
    return new Reading(null, pictures, List.of());
  }

  /// What becomes of a picture before this model sees it.
  ///
  /// @throws Problem `task.no_pictures` if it sees none
  public static Preprocessing pictures(Path folder, String type, Layout layout) {
    var picture = layout.picture();
    if (picture == null) throw new Problem("task.no_pictures", folder);
    var model =
        new Preprocessing.Model(type, picture.channels(), picture.height(), picture.width());
    return Preprocessing.of(folder, model);
  }

  public boolean words() {
    return tokenizer != null;
  }

  public Tokenizer tokenizer() {
    if (tokenizer == null) throw new IllegalStateException("pictures are read, not texts");
    return tokenizer;
  }

  public Preprocessing pictures() {
    if (pictures == null) throw new IllegalStateException("texts are read, not pictures");
    return pictures;
  }

  /// What the model's folder holds for it.
  public List<Path> files() {
    return files;
  }

  @Override
  public void close() {
    if (tokenizer != null) tokenizer.close();
  }
}
