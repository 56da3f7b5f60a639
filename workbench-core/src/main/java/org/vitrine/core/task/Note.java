package org.vitrine.core.task;

import java.util.List;

/// Something the user should know, by key and facts; keys stand in `train/notices.properties` or, with `data.` before them, in
/// `data/notices.properties`.
public record Note(String key, List<Object> facts) {
  static Note of(String key, Object... facts) {
    return new Note(key, List.of(facts));
  }

  static Note of(org.vitrine.core.data.Note note) {
    return new Note(note.key(), note.facts());
  }
}
