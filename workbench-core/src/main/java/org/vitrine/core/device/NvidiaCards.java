package org.vitrine.core.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// NVIDIA's cards as the driver's own tool, `nvidia-smi`, tells them: by its query format, within a few seconds, and
/// without loading anything into this process.
public final class NvidiaCards {
  private static final List<String> FIELDS =
      List.of(
          "index",
          "uuid",
          "name",
          "driver_version",
          "memory.total",
          "memory.used",
          "memory.free",
          "utilization.gpu",
          "temperature.gpu");

  /// Older drivers do not know it, and refuse the whole question then.
  private static final String CAPABILITY = "compute_cap";

  private static final List<String> PLACES =
      List.of(
          "nvidia-smi",
          "/usr/bin/nvidia-smi",
          "/usr/lib/wsl/lib/nvidia-smi",
          "C:\\Windows\\System32\\nvidia-smi.exe",
          "C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe");

  private static final int SECONDS = 5;
  private static final long MEBIBYTE = 1 << 20;

  private NvidiaCards() {}

  /// One card.
  ///
  /// @param index as `nvidia-smi` counts, by place on the bus
  /// @param memoryBytes,usedBytes,freeBytes 0 where it does not say
  /// @param utilisation percent of the last moment, null where it does not say; so `temperature` in °C
  /// @param capability CUDA's number of its generation, 8.9 for an RTX 40; 0 where it does not say
  public record Card(
      int index,
      String uuid,
      String name,
      String driver,
      long memoryBytes,
      long usedBytes,
      long freeBytes,
      @Nullable Integer utilisation,
      @Nullable Integer temperature,
      double capability) {}

  /// All cards of this computer; empty without a driver, or if it does not answer.
  public static List<Card> all() {
    for (var place : PLACES) {
      var full = new ArrayList<>(FIELDS);
      full.add(CAPABILITY);
      var said = ask(place, full);
      if (said == null) continue; // not there
      var cards = parse(said);
      return cards.isEmpty() ? parse(String.valueOf(ask(place, FIELDS))) : cards;
    }
    return List.of();
  }

  /// Those that a program started now may use, in CUDA's order.
  public static List<Card> visible() {
    return visible(all(), System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  /// What it prints; null if it cannot be started.
  private static @Nullable String ask(String place, List<String> fields) {
    if (place.length() > "nvidia-smi".length() && !Files.exists(Path.of(place))) return null;
    var command =
        new ProcessBuilder(
            place, "--query-gpu=" + String.join(",", fields), "--format=csv,noheader,nounits");
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    command.environment().putAll(Map.of("LC_ALL", "C"));
    Process process = null;
    try {
      process = command.start();
      process.getOutputStream().close();
      // a few lines fit into the pipe, so it can end before anybody reads
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) return "";
      return new String(process.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return process == null ? null : "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      if (process != null) process.destroyForcibly();
    }
  }

  /// Lines that are no cards, messages among them, are passed over.
  static List<Card> parse(String csv) {
    return csv.lines().map(NvidiaCards::card).filter(java.util.Objects::nonNull).toList();
  }

  private static @Nullable Card card(String line) {
    var cells = Arrays.stream(line.split(",")).map(String::strip).toList();
    // A name may have commas of its own: the rest is counted from the end.
    boolean capable =
        cells.getLast().matches("\\d{1,2}\\.\\d|\\[.*]") && cells.size() > FIELDS.size();
    var end = capable ? cells.subList(0, cells.size() - 1) : cells;
    int n = end.size();
    if (n < FIELDS.size() || !end.getFirst().matches("\\d{1,3}")) return null;
    if (!end.get(1).matches("(GPU|MIG)-.*")) return null;
    return new Card(
        Integer.parseInt(end.getFirst()),
        end.get(1),
        String.join(", ", end.subList(2, n - 6)),
        end.get(n - 6),
        memory(end.get(n - 5)),
        memory(end.get(n - 4)),
        memory(end.get(n - 3)),
        number(end.get(n - 2)),
        number(end.get(n - 1)),
        capable ? capability(cells.getLast()) : 0);
  }

  /// MiB, with the unit or without.
  private static long memory(String cell) {
    var value = number(cell);
    return value == null ? 0 : value * MEBIBYTE;
  }

  private static double capability(String cell) {
    return cell.startsWith("[") ? 0 : Double.parseDouble(cell);
  }

  /// Null for `[N/A]`, `[Not Supported]`, `ERR!` and whatever else is no number.
  private static @Nullable Integer number(String cell) {
    var digits = cell.replaceFirst("\\s*(MiB|%|C)$", "");
    return digits.matches("\\d{1,9}") ? Integer.valueOf(digits) : null;
  }

  /// CUDA's rule: numbers or the beginnings of UUIDs with commas between them, up to the first that is none.
  ///
  /// @param wanted value of `CUDA_VISIBLE_DEVICES`, null if it is not set
  static List<Card> visible(List<Card> cards, @Nullable String wanted) {
    if (wanted == null) return cards;
    var seen = new ArrayList<Card>();
    for (var each : wanted.split(",")) {
      var word = each.strip();
      var card =
          cards.stream()
              .filter(c ->
                  word.matches("\\d{1,3}")
                      ? c.index() == Integer.parseInt(word)
                      : word.length() > 4 && c.uuid().startsWith(word))
              .findFirst();
      if (word.startsWith("MIG-")) {
        // A slice of a card, which the tool does not tell by its own numbers.
        seen.add(new Card(seen.size(), word, "NVIDIA MIG", driver(cards), 0, 0, 0, null, null, 0));
      } else if (card.isEmpty() || seen.contains(card.get())) {
        break;
      } else {
        seen.add(card.get());
      }
    }
    return seen;
  }

  private static String driver(List<Card> cards) {
    return cards.isEmpty() ? "" : cards.getFirst().driver();
  }
}
