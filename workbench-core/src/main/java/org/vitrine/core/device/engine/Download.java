package org.vitrine.core.device.engine;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

/// Fetches one file of known size and checksum, in pieces over several connections.
///
/// A piece that breaks off is asked for again; pieces that are there are remembered beside the file, so that the next attempt,
/// today or tomorrow, goes on with the others. A server that knows no ranges sends the whole at once. Whatever a server says,
/// no byte is written behind the size that is known, and the file only counts when its checksum is right.
public final class Download {
  /// How hard it is tried.
  ///
  /// @param connections at a time; @param piece bytes of one request
  /// @param attempts for a piece; @param pause after the first failure, doubled after each
  /// @param stall time without a byte after which a connection counts as broken
  public record Pace(int connections, int piece, int attempts, Duration pause, Duration stall) {
    public static final Pace USUAL =
        new Pace(6, 8 << 20, 6, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 100;

  private final Catalogue.Archive archive;
  private final Path file;
  private final Pace pace;
  private final AtomicLong done = new AtomicLong();
  private final AtomicReference<@Nullable Problem> failure = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile boolean ranges = true;

  Download(Catalogue.Archive archive, Path file, Pace pace) {
    this.archive = archive;
    this.file = file;
    this.pace = pace;
  }

  /// Returns when `file` is there, whole and right. A file that is there already is only checked.
  ///
  /// @param progress done bytes of this archive; stops the work by throwing, and what was fetched stays for next time
  /// @throws Problem `device.fetch.status`, `.broken`, `.size`, `.checksum`; `base.write` if the disk takes no more
  static void fetch(Catalogue.Archive archive, Path file, Pace pace, Progress progress) {
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (!Files.exists(file)) {
        new Download(archive, part, pace).fetch(progress);
        Files.move(part, file);
      }
      check(archive, file, progress);
    } catch (IOException e) {
      throw new Problem("base.write", e, file, Disk.reason(e));
    }
  }

  private static void check(Catalogue.Archive archive, Path file, Progress progress)
      throws IOException {
    var found =
        Digests.file(
            file, "SHA-1", read -> progress.at("device.progress.checking", read, archive.bytes()));
    if (found.equals(archive.sha1())) return;
    Files.delete(file); // whatever it is, nothing can be built on it
    throw new Problem("device.fetch.checksum", archive.url(), archive.sha1(), found);
  }

  private void fetch(Progress progress) throws IOException {
    var pieces = Pieces.of(archive, file, pace.piece());
    done.set(pieces.there());
    into(file, pieces, progress);
    pieces.forget();
  }

  /// @param target the file, or what else takes bytes
  void into(Path target, Pieces pieces, Progress progress) throws IOException {
    try (var client = client();
        var out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      work(client, out, pieces, new ConcurrentLinkedQueue<>(pieces.missing()), progress);
      if (!ranges && failure.get() == null) {
        done.set(0);
        var whole = new ConcurrentLinkedQueue<>(List.of(pieces.whole()));
        work(client, out, pieces, whole, progress);
      }
      var problem = failure.get();
      if (problem != null) throw problem;
      out.force(true);
    }
  }

  private static HttpClient client() {
    // An address that was shown to somebody is the one that is asked: no redirects.
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(Proxies.ofEnvironment())
        .build();
  }

  private void work(
      HttpClient client,
      FileChannel out,
      Pieces pieces,
      Queue<Pieces.Piece> queue,
      Progress progress) {
    var hands = new ArrayList<Transfer>();
    for (int i = 0; i < Math.min(pace.connections(), queue.size()); i++) {
      hands.add(new Transfer(archive, client, out, pace, done));
    }
    var threads =
        hands.stream()
            .map(hand -> Thread.ofVirtual().start(() -> take(hand, pieces, queue)))
            .toList();
    try {
      for (var thread : threads) {
        while (!thread.join(Duration.ofMillis(LOOK_MILLIS))) {
          progress.at("device.progress.fetching", done.get(), archive.bytes());
          for (var hand : hands) hand.breakIfStalled();
        }
      }
      progress.at("device.progress.fetching", done.get(), archive.bytes());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      stopped = true;
      hands.forEach(Transfer::end);
      threads.forEach(Thread::interrupt); // one may still wait for an answer
      threads.forEach(Download::join);
      stopped = false;
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true; // the file is closed next, so nobody may write any more
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private void take(Transfer hand, Pieces pieces, Queue<Pieces.Piece> queue) {
    try {
      for (var piece = queue.poll(); piece != null; piece = queue.poll()) {
        if (stopped || failure.get() != null) return;
        hand.fetch(piece);
        pieces.add(piece);
      }
    } catch (Transfer.NoRanges _) {
      ranges = false;
      queue.clear();
    } catch (Problem e) {
      failure.compareAndSet(null, e);
      queue.clear();
    } catch (IOException e) {
      failure.compareAndSet(null, new Problem("base.write", e, file, Disk.reason(e)));
      queue.clear();
    } catch (InterruptedException | RuntimeException e) {
      if (!stopped) {
        failure.compareAndSet(null, new Problem("device.fetch.broken", e, archive.url(), e));
      }
      queue.clear();
    }
  }
}
