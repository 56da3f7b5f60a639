package org.vitrine.core.device.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Problem;

/// One connection of a download: asks for piece after piece and writes each where it belongs.
final class Transfer {
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final Duration HEADERS = Duration.ofSeconds(60);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200, PARTIAL = 206, NOT_IN_FILE = 416, TOO_MANY = 429, FAULT = 500;

  private final Catalogue.Archive archive;
  private final HttpClient client;
  private final FileChannel out;
  private final Download.Pace pace;
  private final AtomicLong done;
  private volatile @Nullable InputStream open;
  private volatile long lastByte;
  private volatile boolean ended;

  Transfer(
      Catalogue.Archive archive,
      HttpClient client,
      FileChannel out,
      Download.Pace pace,
      AtomicLong done) {
    this.archive = archive;
    this.client = client;
    this.out = out;
    this.pace = pace;
    this.done = done;
  }

  /// The server sends the whole file whatever is asked for.
  static final class NoRanges extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// The network broke off; another attempt may go through.
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    final transient Problem problem;

    Broken(Problem problem) {
      super(problem);
      this.problem = problem;
    }
  }

  /// @throws Problem if the server says no, or breaks off every time
  /// @throws IOException if the disk takes no more
  void fetch(Pieces.Piece piece) throws IOException, NoRanges, InterruptedException {
    long pause = pace.pause().toMillis();
    for (int attempt = 1; ; attempt++, pause *= 2) {
      long before = 0;
      var got = new AtomicLong(before);
      try {
        once(piece, got);
        return;
      } catch (Broken e) {
        done.addAndGet(-got.get());
        if (ended || attempt >= pace.attempts()) throw e.problem;
        Thread.sleep(pause);
      }
    }
  }

  private void once(Pieces.Piece piece, AtomicLong got)
      throws IOException, NoRanges, Broken, InterruptedException {
    lastByte = System.nanoTime();
    try (var body = answer(piece)) {
      open = body;
      if (ended) throw new Broken(broken("-"));
      var buffer = new byte[BUFFER];
      for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
        lastByte = System.nanoTime();
        if (got.get() + n > piece.length()) throw size(piece.from() + got.get() + n);
        write(buffer, n, piece.from() + got.get());
        got.addAndGet(n);
        done.addAndGet(n);
      }
    } finally {
      open = null;
    }
    if (got.get() < piece.length()) throw new Broken(broken(String.valueOf(got.get())));
  }

  private InputStream answer(Pieces.Piece piece)
      throws IOException, NoRanges, Broken, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(archive.url())).timeout(HEADERS);
    if (piece.ranged()) request.header("Range", "bytes=%d-%d".formatted(piece.from(), piece.to()));
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Broken(new Problem("device.fetch.broken", e, archive.url(), reason(e)));
    }
    try {
      judge(piece, answer);
      return answer.body();
    } catch (Problem | NoRanges | Broken e) {
      answer.body().close();
      throw e;
    }
  }

  private void judge(Pieces.Piece piece, HttpResponse<InputStream> answer) throws NoRanges, Broken {
    int status = answer.statusCode();
    if (status == OK) {
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(archive.bytes());
      if (length != archive.bytes()) throw size(length);
      if (piece.ranged()) throw new NoRanges();
    } else if (status == PARTIAL && piece.ranged()) {
      var range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
      if (!range.matches() || Long.parseLong(range.group(1)) != piece.from()) throw size(-1);
      var total = range.group(3);
      if (!total.equals("*") && Long.parseLong(total) != archive.bytes()) {
        throw size(Long.parseLong(total));
      }
    } else if (status == NOT_IN_FILE) {
      throw size(-1);
    } else {
      var problem = new Problem("device.fetch.status", archive.url(), status);
      if (status == TOO_MANY || status >= FAULT) throw new Broken(problem);
      throw problem;
    }
  }

  private int read(InputStream body, byte[] buffer) throws Broken {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new Broken(broken(reason(e)));
    }
  }

  private void write(byte[] buffer, int n, long at) throws IOException {
    var bytes = ByteBuffer.wrap(buffer, 0, n);
    for (long to = at; bytes.hasRemaining(); ) to += out.write(bytes, to);
  }

  /// Nobody waits for a connection that says nothing.
  void breakIfStalled() {
    if (System.nanoTime() - lastByte > pace.stall().toNanos()) cut();
  }

  void end() {
    ended = true;
    cut();
  }

  private void cut() {
    var body = open;
    if (body == null) return;
    try {
      body.close();
    } catch (IOException _) {
      // it is given up anyway
    }
  }

  private Problem broken(String reason) {
    return new Problem("device.fetch.broken", archive.url(), reason);
  }

  /// @param said what the server made of it, −1 if that is no size at all
  private Problem size(long said) {
    return new Problem("device.fetch.size", archive.url(), archive.bytes(), said);
  }

  private static String reason(IOException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) return "unknown host";
      if (each instanceof ConnectException && each.getMessage() == null && each.getCause() == null)
        return "no connection";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
