package org.vitrine.core.history;

import java.util.List;

/// What is new since a cursor.
///
/// A `started` event with a step above 0 means that the run went on from a checkpoint: points of its curves after that step
/// are gone and come again.
///
/// @param cursor where to go on reading
/// @param runs heads of the runs of which anything changed, deleted ones too
/// @param events oldest first
public record Changes(long cursor, List<RunHead> runs, List<Told> events) {
  public record Told(String run, Run.Event event) {}

  public boolean isEmpty() {
    return runs.isEmpty() && events.isEmpty();
  }
}
