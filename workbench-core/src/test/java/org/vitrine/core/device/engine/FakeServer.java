package org.vitrine.core.device.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server of one file, on this computer alone, that can be told to misbehave.
final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private volatile byte[] content;
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// Answers one request, or returns false to leave it to the server.
  interface Mood {
    boolean answer(HttpExchange exchange, int number) throws IOException;
  }

  volatile Mood mood = (_, _) -> false;

  FakeServer(byte[] content) {
    this.content = content;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(hands);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  void content(byte[] content) {
    this.content = content;
  }

  private void handle(HttpExchange exchange) throws IOException {
    var range = exchange.getRequestHeaders().getFirst("Range");
    int number;
    synchronized (asked) {
      number = asked.size();
      asked.add(range == null ? "all" : range);
    }
    try (exchange) {
      if (!mood.answer(exchange, number)) send(exchange, range);
    }
  }

  private void send(HttpExchange exchange, String range) throws IOException {
    if (range == null) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      return;
    }
    int from = from(range), to = Math.min(content.length - 1, to(range));
    if (from > to) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
    exchange.sendResponseHeaders(206, to - from + 1);
    exchange.getResponseBody().write(content, from, to - from + 1);
  }

  static int from(String range) {
    return Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
  }

  static int to(String range) {
    return Integer.parseInt(range.substring(range.indexOf('-') + 1));
  }

  @Override
  public void close() {
    server.stop(0);
    hands.shutdownNow();
  }
}
