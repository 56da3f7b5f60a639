package org.vitrine.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitrine.core.base.Streams;

class RowOrderTest {
  private static final int[] LENGTHS = new Random(5).ints(1003, 3, 200).toArray();

  private static int[] all(RowOrder.Epoch epoch) {
    return IntStream.range(0, epoch.batches())
        .flatMap(b -> Arrays.stream(epoch.batch(b)))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1003, 16", "1003, 1003", "1003, 2000", "7, 2", "1, 8"})
  void every_row_comes_once_an_epoch(int rows, int size) {
    int[] numbers = IntStream.range(0, rows).map(i -> i * 3).toArray();
    int[] lengths = Arrays.copyOf(LENGTHS, rows);
    for (var order :
        new RowOrder[] {
          RowOrder.given(numbers, size),
          RowOrder.shuffled(numbers, size, 3),
          RowOrder.byLength(numbers, lengths, size, 3),
          RowOrder.longestFirst(numbers, lengths, size)
        }) {
      var epoch = order.epoch(2);
      assertThat(epoch.batches()).isEqualTo(Math.ceilDiv(rows, size));
      assertThat(all(epoch)).containsExactlyInAnyOrder(numbers);
      for (int b = 0; b < epoch.batches() - 1; b++) assertThat(epoch.batch(b)).hasSize(size);
    }
  }

  @Test
  void an_epoch_is_a_function_of_seed_and_number() {
    int[] rows = RowOrder.all(1003);
    var first = RowOrder.byLength(rows, LENGTHS, 16, 3);
    var again = RowOrder.byLength(rows, LENGTHS, 16, 3);
    again.epoch(0);
    assertThat(all(again.epoch(5))).isEqualTo(all(first.epoch(5)));
    assertThat(all(first.epoch(4))).isNotEqualTo(all(first.epoch(5)));
    assertThat(all(RowOrder.byLength(rows, LENGTHS, 16, 4).epoch(5)))
        .isNotEqualTo(all(first.epoch(5)));
    assertThat(all(RowOrder.shuffled(rows, 16, 3).epoch(1)))
        .isEqualTo(Streams.permutation(Streams.DATA_ORDER.at(3, 1), 1003));
  }

  @Test
  void by_length_pads_little_and_begins_with_the_longest() {
    int[] rows = RowOrder.all(LENGTHS.length);
    var grouped = RowOrder.byLength(rows, LENGTHS, 16, 3).epoch(0);
    long real = Arrays.stream(LENGTHS).asLongStream().sum();
    long mixed = padded(RowOrder.shuffled(rows, 16, 3).epoch(0));
    assertThat(padded(grouped) - real).isLessThan((mixed - real) / 3);
    assertThat(Arrays.stream(grouped.batch(0)).map(r -> LENGTHS[r]).max())
        .hasValue(Arrays.stream(LENGTHS).max().orElseThrow());
    assertThat(padded(RowOrder.longestFirst(rows, LENGTHS, 16).epoch(0)))
        .isLessThan(padded(grouped));
  }

  private static long padded(RowOrder.Epoch epoch) {
    long sum = 0;
    for (int b = 0; b < epoch.batches(); b++) {
      int[] batch = epoch.batch(b);
      sum += (long) batch.length * Arrays.stream(batch).map(r -> LENGTHS[r]).max().orElse(0);
    }
    return sum;
  }

  @Test
  void long_and_short_batches_come_mixed() {
    var epoch = RowOrder.byLength(RowOrder.all(LENGTHS.length), LENGTHS, 16, 3).epoch(0);
    int half = epoch.batches() / 2;
    double front =
        IntStream.range(0, half).map(b -> LENGTHS[epoch.batch(b)[0]]).average().orElseThrow();
    double back =
        IntStream.range(half, 2 * half)
            .map(b -> LENGTHS[epoch.batch(b)[0]])
            .average()
            .orElseThrow();
    assertThat(front / back).isBetween(0.6, 1.7);
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> RowOrder.given(new int[3], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RowOrder.byLength(new int[3], new int[2], 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RowOrder.given(new int[3], 2).epoch(0).batch(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
