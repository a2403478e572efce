package dev.muninn.node.cli;

import dev.muninn.hash.Blake3;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends files as {@code POST /media} with their digest, so that what arrives is what was read.
 * Sending twice does no harm (the content is the identity), so what may pass is tried again.
 */
final class Uploader {
  private static final int ATTEMPTS = 4;
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  private static final int UNSUPPORTED = 415;
  private static final int BUFFER = 1 << 17;

  private final Api api;
  private final AddReport report;
  private final AtomicLong sent = new AtomicLong();

  Uploader(Api api, AddReport report) {
    this.api = api;
    this.report = report;
  }

  /** Bytes given to the network so far. */
  long sent() {
    return sent.get();
  }

  /** Sends one file and enters into the report what became of it. */
  void send(FileWalk.Found file) throws InterruptedException {
    String name = file.path().toString();
    try {
      String digest = digest(file.path());
      for (int attempt = 1; ; attempt++) {
        long before = sent.get();
        try {
          HttpResponse<byte[]> answer = attempt(file, digest);
          if (!PASSING.contains(answer.statusCode()) || attempt == ATTEMPTS) {
            enter(name, answer);
            return;
          }
        } catch (IOException broken) {
          if (attempt == ATTEMPTS) {
            report.failed(name, "The connection broke: " + broken.getMessage());
            return;
          }
        }
        sent.set(before);
        TimeUnit.SECONDS.sleep(1L << (attempt - 1));
      }
    } catch (IOException unreadable) {
      report.failed(name, "The file cannot be read.");
    } catch (CliException refused) {
      report.failed(name, refused.getMessage());
    }
  }

  private HttpResponse<byte[]> attempt(FileWalk.Found file, String digest)
      throws IOException, InterruptedException {
    try (InputStream bytes = new Counted(Files.newInputStream(file.path()))) {
      return api.upload(
          "/media",
          request ->
              request
                  .header("Content-Type", "application/octet-stream")
                  .header("X-File-Name", encoded(file.path().getFileName().toString()))
                  .header("X-Blake3", digest)
                  .POST(Api.stream(bytes, file.size())));
    }
  }

  private void enter(String name, HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 == 2) {
      report.received(Api.parsed(answer, Wire.Receipt.class).duplicate());
    } else if (answer.statusCode() == UNSUPPORTED) {
      report.unsupported(name);
    } else {
      Wire.Problem problem = Api.problem(answer);
      String words = problem.detail() == null ? problem.title() : problem.detail();
      report.failed(name, words + (problem.hint() == null ? "" : " " + problem.hint()));
    }
  }

  private static String digest(Path file) throws IOException {
    Blake3.Hasher hash = Blake3.hasher();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  /** A file name as RFC 8187 writes it: {@code UTF-8''} and percent-encoded bytes. */
  static String encoded(String name) {
    StringBuilder out = new StringBuilder("UTF-8''");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (PLAIN.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", c));
      }
    }
    return out.toString();
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      sent.addAndGet(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      sent.addAndGet(Math.max(0, n));
      return n;
    }
  }
}
