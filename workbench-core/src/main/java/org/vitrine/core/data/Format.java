package org.vitrine.core.data;

import java.util.Locale;

/// Kinds of data files. Whether they are packed with gzip makes no difference.
public enum Format {
  CSV,
  TSV,
  JSON,
  JSONL,
  TEXT,
  CONLL,
  /// questions, contexts and answers in the nested JSON of SQuAD
  SQUAD,
  /// a folder with words, tags and classes in files of their own
  PARALLEL,
  /// a folder of pictures, or pictures in IDX
  PICTURES;

  /// The word that the command line and the window use.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
