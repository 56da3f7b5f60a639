package org.vitrine.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One array that a layer owns, under the checkpoint's own name. It is declared when the tree of layers is built and
/// filled afterwards, so a tree can be looked at without loading anything.
public final class Param {
  /// How an array that no checkpoint holds is drawn.
  ///
  /// @param mean of a normal distribution; @param deviation 0 for a constant
  /// @param emptyRow this row is zero, -1 for none
  public record Start(double mean, double deviation, long emptyRow) {
    public static final Start ZEROS = new Start(0, 0, -1);
    public static final Start ONES = new Start(1, 0, -1);

    public static Start normal(double deviation) {
      return new Start(0, deviation, -1);
    }
  }

  /// Who owns the array: weight decay leaves norms alone, and a new head may be drawn where a body may not.
  public enum Role {
    BODY,
    NORM,
    HEAD,
    HEAD_NORM,
    /// belongs to the checkpoint and does not learn
    BUFFER,
    STATISTIC,
    COUNTER
  }

  private final String name;
  private final List<Long> shape;
  private final Start start;
  private final Role role;
  private @Nullable NDArray array;

  Param(String name, List<Long> shape, Start start, Role role) {
    this.name = name;
    this.shape = shape;
    this.start = start;
    this.role = role;
  }

  public String name() {
    return name;
  }

  public List<Long> shape() {
    return shape;
  }

  public long elements() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  public Start start() {
    return start;
  }

  public boolean ofHead() {
    return switch (role) {
      case HEAD, HEAD_NORM, BUFFER, COUNTER -> true;
      case BODY, NORM, STATISTIC -> false;
    };
  }

  public boolean ofNorm() {
    return role == Role.NORM || role == Role.HEAD_NORM;
  }

  public boolean learns() {
    return switch (role) {
      case BODY, NORM, HEAD, HEAD_NORM -> true;
      case BUFFER, STATISTIC, COUNTER -> false;
    };
  }

  /// Whether training changes it in place without a gradient.
  public boolean kept() {
    return role == Role.STATISTIC || role == Role.COUNTER;
  }

  /// Whether it is one whole number.
  public boolean counts() {
    return role == Role.COUNTER;
  }

  /// @throws NullPointerException if the tree was built to be looked at only
  public NDArray array() {
    return Objects.requireNonNull(array, name);
  }

  public void fill(NDArray value) {
    array = value;
  }
}
