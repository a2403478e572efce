package dev.muninn.gpu.worker;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.blob.DerivedHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that has proxies, over plain HTTP on loopback; it can be broken and counts who asks. */
final class ProxyServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean broken;
  private volatile int status = 500;
  private volatile String said = "";

  /**
   * @param hash what it says of each file
   */
  ProxyServer(Map<String, byte[]> files, String hash) {
    this.files.putAll(files);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/derived/",
        exchange -> {
          asked.incrementAndGet();
          String key = exchange.getRequestURI().getPath().substring("/derived/".length());
          byte[] found = this.files.get(key);
          exchange.getResponseHeaders().add(DerivedHttp.HASH_HEADER, hash);
          if (broken || found == null) {
            byte[] words = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                broken ? status : 404, words.length == 0 ? -1 : words.length);
            if (words.length > 0) {
              exchange.getResponseBody().write(words);
            }
          } else {
            exchange.sendResponseHeaders(200, found.length);
            exchange.getResponseBody().write(found);
          }
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it answers 500. */
  ProxyServer breaks() {
    broken = true;
    return this;
  }

  /** From now on it says that its store is away, as a node does. */
  ProxyServer losesItsStore() {
    status = 503;
    said = "the store is away";
    return breaks();
  }

  void mends() {
    broken = false;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
