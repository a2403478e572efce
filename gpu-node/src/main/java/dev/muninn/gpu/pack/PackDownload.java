package dev.muninn.gpu.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file of a pack: resumed where it was left, capped in size, checked by SHA-256.
 *
 * <p>Where the manifest holds no checksum, the hub's own word counts: for a large file the SHA-256
 * and size that it sends in {@code X-Linked-Etag} and {@code X-Linked-Size} with the redirect to
 * its storage, so that the storage is not trusted with both the bytes and their checksum. A file
 * without such a header is taken as it came over https. Either is written into the manifest, and
 * from then on only those bytes are accepted.
 */
final class PackDownload {
  private static final int MAX_REDIRECTS = 5;
  private static final int BUFFER = 1 << 16;
  private static final long MAX_UNKNOWN = 64L << 20;
  private static final Pattern SHA256 = Pattern.compile("\"?([0-9a-f]{64})\"?");
  private final HttpClient client;
  private final Egress egress;

  PackDownload(Egress egress) {
    this(
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build(),
        egress);
  }

  PackDownload(HttpClient client, Egress egress) {
    this.client = client;
    this.egress = egress;
  }

  /** What the hub says of a file, and the answer that brings its bytes. */
  private record Answer(
      HttpResponse<InputStream> response, Optional<String> sha256, OptionalLong size) {}

  /**
   * Fetches {@code file} to {@code target}; what is there of it already is kept.
   *
   * @return the file with the checksum and size that it has
   * @throws PackException with words when the network or the bytes are no good
   */
  PackFile fetch(Download source, PackFile file, Path target, PullProgress progress)
      throws IOException {
    Files.createDirectories(target.getParent());
    long have = Files.exists(target) ? Files.size(target) : 0;
    URI address = source.of(file.path());
    Answer answer = asked(address, have);
    if (answer.response().statusCode() == 416) {
      // what lies here is as long as the file, or longer: its checksum decides
      answer.response().body().close();
    } else {
      save(answer, file, target, answer.response().statusCode() == 206 ? have : 0, progress);
    }
    return checked(file, answer, target);
  }

  private Answer asked(URI address, long from) throws IOException {
    URI at = address;
    Optional<String> sha256 = Optional.empty();
    OptionalLong size = OptionalLong.empty();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      egress.check(at);
      HttpResponse<InputStream> response = send(at, from);
      if (sha256.isEmpty() && at.getHost().equals(address.getHost())) {
        sha256 = response.headers().firstValue("X-Linked-Etag").flatMap(PackDownload::sha256);
        size = response.headers().firstValueAsLong("X-Linked-Size");
      }
      int status = response.statusCode();
      if (status == 200 || status == 206 || (status == 416 && from > 0)) {
        return new Answer(response, sha256, size);
      }
      response.body().close();
      Optional<String> location = response.headers().firstValue("Location");
      if (status / 100 != 3 || location.isEmpty()) {
        throw new PackException(
            at.getHost() + " answered " + status + " for " + at.getPath() + '.');
      }
      at = at.resolve(location.get());
    }
    throw new PackException(address + " redirects without end.");
  }

  private HttpResponse<InputStream> send(URI address, long from) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + '-');
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PackException("The download was interrupted; pulling again goes on.", e);
    } catch (IOException e) {
      throw new PackException(
          address.getHost() + " can't be reached (" + e + "). Pulling again goes on.", e);
    }
  }

  private static Optional<String> sha256(String header) {
    Matcher matcher = SHA256.matcher(header);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static void save(
      Answer answer, PackFile file, Path target, long from, PullProgress progress)
      throws IOException {
    long total = expectedSize(answer, file, from);
    long most = total > 0 ? total : MAX_UNKNOWN;
    StandardOpenOption mode =
        from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long done = from;
    try (InputStream in = answer.response().body();
        OutputStream out =
            Files.newOutputStream(
                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[BUFFER];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        done += n;
        if (done > most) {
          throw new PackException(file.path() + " is larger than " + most + " bytes: refused.");
        }
        out.write(buffer, 0, n);
        progress.at(file.path(), done, Math.max(total, done));
      }
    } catch (PackException e) {
      Files.deleteIfExists(target);
      throw e;
    } catch (IOException e) {
      throw new PackException(
          file.path() + " broke off after " + done + " bytes (" + e + "). Pulling again goes on.",
          e);
    }
  }

  private static long expectedSize(Answer answer, PackFile file, long from) throws PackException {
    long told = answer.response().headers().firstValueAsLong("Content-Length").orElse(0);
    long total = file.bytes() > 0 ? file.bytes() : answer.size().orElse(told > 0 ? from + told : 0);
    if (total > PackFile.MAX_BYTES) {
      throw new PackException(file.path() + " has " + total + " bytes: too large for a model.");
    }
    return total;
  }

  private static PackFile checked(PackFile file, Answer answer, Path target) throws IOException {
    Sha256.Sum sum;
    try (InputStream in = Files.newInputStream(target)) {
      sum = Sha256.of(in, PackFile.MAX_BYTES);
    }
    Optional<String> expected = file.sha256().isPresent() ? file.sha256() : answer.sha256();
    boolean cut = answer.size().isPresent() && sum.bytes() < answer.size().getAsLong();
    if (cut) {
      throw new PackException(
          file.path() + " broke off after " + sum.bytes() + " bytes. Pulling again goes on.");
    }
    if (expected.isPresent() && !expected.get().equals(sum.hex())) {
      Files.delete(target);
      throw new PackException(
          "The checksum of "
              + file.path()
              + " is wrong (SHA-256 "
              + sum.hex()
              + ", expected "
              + expected.get()
              + "): it was thrown away. Pull again.");
    }
    return new PackFile(file.path(), Optional.of(sum.hex()), sum.bytes());
  }
}
