package org.vitrine.core.session.protocol;

import java.util.List;

/// @param bins counts of 40 equal steps from `min` to `max`
/// @param heat mean values of at most 64 × 64 cells, row by row
public record TensorPage(
    String name,
    String type,
    List<Long> shape,
    double mean,
    double std,
    double min,
    double max,
    long zeros,
    List<Long> bins,
    int heatRows,
    int heatColumns,
    List<Double> heat,
    List<Double> first) {}
