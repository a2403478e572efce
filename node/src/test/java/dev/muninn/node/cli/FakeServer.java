package dev.muninn.node.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A server on the loopback interface that answers as a test says and remembers what it was asked.
 */
final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Function<Asked, Answer>> routes = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  /** A request: headers by their lower-case names. */
  record Asked(String line, Map<String, String> headers, String body) {}

  record Answer(int status, String body) {}

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  FakeServer on(String line, Function<Asked, Answer> answer) {
    routes.put(line, answer);
    return this;
  }

  FakeServer on(String line, int status, String body) {
    return on(line, request -> new Answer(status, body));
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      Asked request =
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
      asked.add(request);
      Answer answer =
          routes
              .getOrDefault(
                  request.line(),
                  none -> new Answer(404, "{\"code\":\"no-route\",\"detail\":\"no such route\"}"))
              .apply(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
