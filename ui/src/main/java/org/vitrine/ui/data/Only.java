package org.vitrine.ui.data;

import java.util.List;
import org.vitrine.core.session.protocol.TableProfile.DataFinding;

/// Rows that alone are shown.
sealed interface Only {
  /// Places in the file, from 0.
  List<Long> rows();

  /// Of all that are meant, of which `rows` may be the first.
  long count();

  /// Those that a finding names.
  record Finding(DataFinding finding) implements Only {
    @Override
    public List<Long> rows() {
      return finding.rows();
    }

    @Override
    public long count() {
      return finding.count();
    }
  }

  /// Those that any finding of this file names.
  record Problems(List<Long> rows, long count) implements Only {}

  /// Those that hold the words of a query.
  record Found(String query, List<Long> rows, long count) implements Only {}
}
