package dev.muninn.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Follows events over a bare socket, so that a test can cut it after any byte. */
final class EventClient implements AutoCloseable {
  private final Socket socket;
  private final StringBuilder text = new StringBuilder();

  /** An event as a client sees it. */
  record Event(String id, String event, String data) {}

  EventClient(int port, String token, String path, String... headers) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
      StringBuilder request =
          new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: x\r\n")
              .append("Authorization: Bearer ")
              .append(token)
              .append("\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the text received so far is as wished, or the server has ended it. */
  EventClient readUntil(Predicate<String> wish) {
    byte[] some = new byte[997];
    try {
      InputStream in = socket.getInputStream();
      while (!wish.test(text.toString())) {
        int n = in.read(some);
        if (n < 0) {
          return this;
        }
        text.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads so many bytes, or to the end mark, and cuts the connection there. */
  EventClient cutAfter(int bytes, String endMark) {
    readUntil(all -> all.length() >= bytes || all.contains(endMark));
    text.setLength(Math.min(bytes, text.length()));
    close();
    return this;
  }

  String text() {
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  int status() {
    return Integer.parseInt(text.substring(9, 12));
  }

  /** The events whose frames came whole. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    String body = text();
    int begin = body.indexOf("\r\n\r\n");
    if (begin < 0) {
      return events;
    }
    String[] frames = body.substring(begin + 4).split("\n\n", -1);
    for (int i = 0; i < frames.length - 1; i++) {
      if (frames[i].contains("\ndata: ")) {
        String[] lines = frames[i].split("\n", -1);
        events.add(
            new Event(
                lines[0].substring("id: ".length()),
                lines[1].substring("event: ".length()),
                lines[2].substring("data: ".length())));
      }
    }
    return events;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
