package org.vitrine.core.train;

/// The learning rate of every update, as `transformers` has it (METHODS 2.5; cosine: Loshchilov, Hutter 2016).
///
/// @param kind `linear`, `cosine` or `constant`
/// @param total updates K
/// @param warmup updates W during which the rate climbs from 0
public record Schedule(String kind, double rate, long total, long warmup) {

  public static Schedule of(Arguments arguments, long updates) {
    double steps = arguments.warmupSteps();
    long warmup =
        steps >= 1
            ? (long) steps
            : (long) Math.ceil((steps > 0 ? steps : arguments.warmupRatio()) * updates);
    return new Schedule(arguments.lrSchedulerType(), arguments.learningRate(), updates, warmup);
  }

  /// @param step the update, from 1; the first of a warm-up has rate 0
  public double at(long step) {
    return rate * factor(step - 1);
  }

  private double factor(long done) {
    if (done < warmup) return (double) done / Math.max(1, warmup);
    double left = Math.max(1, total - warmup);
    return switch (kind) {
      case "linear" -> Math.max(0, (total - done) / left);
      case "cosine" -> Math.max(0, .5 * (1 + Math.cos(Math.PI * (done - warmup) / left)));
      case "constant", "constant_with_warmup" -> 1;
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
