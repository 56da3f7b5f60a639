package org.vitrine.core.insight;

/// Which keys a query sees: neither padding nor the causal mask hides them (METHODS 0).
public final class Visible {
  private final boolean[][] sees;
  private final int[] counts;

  private Visible(boolean[][] sees) {
    this.sees = sees;
    counts = new int[sees.length];
    for (int i = 0; i < sees.length; i++) for (boolean each : sees[i]) if (each) counts[i]++;
  }

  /// @param sees [queries, keys]
  public static Visible of(boolean[][] sees) {
    var copy = new boolean[sees.length][];
    for (int i = 0; i < sees.length; i++) copy[i] = sees[i].clone();
    return new Visible(copy);
  }

  /// Each query sees every key, as where one text is read by another.
  public static Visible all(int queries, int keys) {
    var sees = new boolean[queries][keys];
    for (var row : sees) java.util.Arrays.fill(row, true);
    return of(sees);
  }

  /// Text without padding.
  public static Visible of(int tokens, boolean causal) {
    var mask = new boolean[tokens];
    java.util.Arrays.fill(mask, true);
    return of(mask, causal);
  }

  /// @param mask [tokens], true for a real token
  public static Visible of(boolean[] mask, boolean causal) {
    var sees = new boolean[mask.length][mask.length];
    for (int i = 0; i < mask.length; i++)
      for (int j = 0; j < mask.length; j++) sees[i][j] = mask[i] && mask[j] && (!causal || j <= i);
    return new Visible(sees);
  }

  public int queries() {
    return sees.length;
  }

  public int keys() {
    return sees.length == 0 ? 0 : sees[0].length;
  }

  public boolean sees(int query, int key) {
    return sees[query][key];
  }

  /// How many keys the query sees.
  public int count(int query) {
    return counts[query];
  }

  /// Whether the query enters means: it sees a key.
  public boolean valid(int query) {
    return counts[query] > 0;
  }

  /// The first token that is no padding, −1 if there is none.
  int first() {
    for (int j = 0; j < keys(); j++) if (isSeen(j)) return j;
    return -1;
  }

  private boolean isSeen(int key) {
    for (var row : sees) if (row[key]) return true;
    return false;
  }
}
