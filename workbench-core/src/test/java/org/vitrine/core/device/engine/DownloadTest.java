package org.vitrine.core.device.engine;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

class DownloadTest {
  private static final int PIECE = 10_000;
  private static final Download.Pace PACE =
      new Download.Pace(4, PIECE, 3, Duration.ofMillis(5), Duration.ofSeconds(1));

  @TempDir Path folder;
  private final byte[] content = bytes(105_000);
  private final FakeServer server = new FakeServer(content);

  @AfterEach
  void close() {
    server.close();
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private Catalogue.Archive archive() {
    var sha1 = Digests.of("SHA-1");
    sha1.update(content);
    return new Catalogue.Archive(server.url("a.jar"), content.length, Digests.hex(sha1), "x/");
  }

  private Path fetch(Progress progress) {
    var file = folder.resolve("a.jar");
    Download.fetch(archive(), file, PACE, progress);
    return file;
  }

  private void thenRefused(String key) {
    thenThrownBy(() -> fetch(Progress.NONE))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              then(problem.full(Locale.ENGLISH)).doesNotContain("{").contains("127.0.0.1");
              then(problem.full(Locale.SIMPLIFIED_CHINESE)).doesNotContain("{");
            });
  }

  @Test
  void fetches_pieces_over_several_connections_and_tells_how_far_it_is() throws IOException {
    List<Long> told = new CopyOnWriteArrayList<>();
    var file =
        fetch((what, done, total) -> {
          then(total).isEqualTo(content.length);
          if (what.endsWith("fetching")) told.add(done);
        });
    then(Files.readAllBytes(file)).isEqualTo(content);
    then(server.asked).hasSize(11).contains("bytes=100000-104999");
    then(told.getLast()).isEqualTo(content.length);
    try (var left = Files.list(folder)) {
      then(left).containsExactly(file);
    }
  }

  @Test
  void asks_again_for_a_piece_whose_connection_broke() throws IOException {
    server.mood =
        (exchange, number) -> {
          if (number != 2 && number != 5) return false;
          var range = exchange.getRequestHeaders().getFirst("Range");
          int from = FakeServer.from(range), to = Math.min(FakeServer.to(range), 104_999);
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes %d-%d/105000".formatted(from, to));
          exchange.sendResponseHeaders(206, to - from + 1);
          exchange.getResponseBody().write(content, from, 1000);
          return true; // closed before all was sent
        };
    then(Files.readAllBytes(fetch(Progress.NONE))).isEqualTo(content);
    then(server.asked).hasSize(13);
  }

  @Test
  @Timeout(300)
  void gives_up_a_connection_that_says_nothing() throws IOException {
    var done = new CountDownLatch(1);
    server.mood =
        (exchange, number) -> {
          if (number != 3) return false;
          exchange.getResponseHeaders().set("Content-Range", range(exchange));
          exchange.sendResponseHeaders(206, 0);
          exchange.getResponseBody().flush();
          try {
            done.await(); // says nothing until the file is there, so it must have come another way
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    then(Files.readAllBytes(fetch(Progress.NONE))).isEqualTo(content);
    done.countDown();
  }

  private static String range(com.sun.net.httpserver.HttpExchange exchange) {
    var range = exchange.getRequestHeaders().getFirst("Range");
    return "bytes %d-%d/105000".formatted(FakeServer.from(range), FakeServer.to(range));
  }

  @Test
  void goes_on_with_the_missing_pieces_the_next_time() throws IOException {
    server.mood =
        (exchange, number) -> {
          if (number < 6) return false;
          exchange.sendResponseHeaders(404, -1);
          return true;
        };
    thenRefused("device.fetch.status");
    int before = server.asked.size();
    server.mood = (_, _) -> false;
    then(Files.readAllBytes(fetch(Progress.NONE))).isEqualTo(content);
    then(server.asked.size() - before).isLessThanOrEqualTo(6).isGreaterThanOrEqualTo(4);
  }

  @Test
  void cancelling_stops_at_once_and_keeps_what_is_there() throws IOException {
    server.mood =
        (_, number) -> {
          if (number < 4) return false;
          try {
            Thread.sleep(300);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return false;
        };
    thenThrownBy(() ->
            fetch((_, done, _) -> {
              if (done >= 4 * PIECE) throw new CancellationException();
            }))
        .isInstanceOf(CancellationException.class);
    then(folder.resolve("a.jar")).doesNotExist();
    then(Pieces.of(archive(), folder.resolve("a.jar.part"), PIECE).there())
        .isGreaterThanOrEqualTo(4 * PIECE);
    server.mood = (_, _) -> false;
    then(Files.readAllBytes(fetch(Progress.NONE))).isEqualTo(content);
  }

  @Test
  void takes_the_whole_from_a_server_that_knows_no_ranges() throws IOException {
    server.mood =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          return true;
        };
    then(Files.readAllBytes(fetch(Progress.NONE))).isEqualTo(content);
    then(server.asked).contains("all");
  }

  @Test
  void refuses_and_deletes_what_has_another_checksum() {
    var other = content.clone();
    other[50_000] ^= 1;
    server.content(other);
    thenRefused("device.fetch.checksum");
    then(folder).isEmptyDirectory();
  }

  @Test
  void refuses_a_file_that_is_longer_or_shorter_than_it_should_be() {
    server.content(bytes(104_000));
    thenRefused("device.fetch.size");
    server.content(bytes(106_000));
    thenRefused("device.fetch.size");
    then(folder.resolve("a.jar")).doesNotExist();
  }

  @Test
  void writes_no_byte_behind_a_piece_whatever_the_server_sends() throws IOException {
    server.mood =
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Content-Range", range(exchange));
          exchange.sendResponseHeaders(206, 0); // chunked: no length is told
          exchange.getResponseBody().write(new byte[3 * content.length]);
          return true;
        };
    thenRefused("device.fetch.size");
    then(Files.size(folder.resolve("a.jar.part"))).isLessThanOrEqualTo(content.length);
  }

  @Test
  void tries_a_busy_server_again_but_not_one_that_says_no() {
    server.mood =
        (exchange, number) -> {
          if (number >= 3) return false;
          exchange.sendResponseHeaders(503, -1);
          return true;
        };
    fetch(Progress.NONE);
    server.mood =
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "https://elsewhere.example/a.jar");
          exchange.sendResponseHeaders(302, -1);
          return true;
        };
    then(folder.resolve("a.jar").toFile().delete()).isTrue();
    thenRefused("device.fetch.status"); // an address that nobody was shown is not asked
  }

  @Test
  void says_that_nobody_answers() {
    server.close();
    thenRefused("device.fetch.broken");
  }

  @Test
  void says_that_the_disk_is_full() throws IOException {
    var full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
    var file = folder.resolve("a.jar.part");
    var pieces = Pieces.of(archive(), file, PIECE);
    var download = new Download(archive(), file, PACE);
    thenThrownBy(() -> download.into(full, pieces, Progress.NONE))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo("base.write");
              then(problem.facts().getLast()).isEqualTo("no space left");
            });
  }

  @Test
  void reads_a_proxy_as_other_programs_do() {
    then(Proxies.of(java.util.Map.of())).isNull();
    then(Proxies.of(java.util.Map.of("https_proxy", "not an address"))).isNull();
    var proxy = Proxies.of(java.util.Map.of("HTTPS_PROXY", "http://proxy.school:3128"));
    then(proxy.select(java.net.URI.create("https://repo1.maven.org/")).toString())
        .contains("proxy.school")
        .contains("3128");
    then(proxy.select(java.net.URI.create("http://127.0.0.1:80/")))
        .containsExactly(java.net.Proxy.NO_PROXY);
  }
}
