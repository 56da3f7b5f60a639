package org.vitrine.ui.data;

/// Which of the two files is shown.
enum Side {
  LEARN,
  MEASURE
}
