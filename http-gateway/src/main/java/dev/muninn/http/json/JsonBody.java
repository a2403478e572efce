package dev.muninn.http.json;

import akka.http.javadsl.model.HttpRequest;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;

/**
 * Reads a small body whole: at most {@value #MAX_BYTES} bytes, counted again after gzip decoding,
 * else 413 (SEC-12).
 */
public final class JsonBody {
  public static final int MAX_BYTES = 1 << 20;

  private JsonBody() {}

  /** The decoded bytes of the body. */
  public static CompletionStage<byte[]> bytes(HttpRequest request, Materializer materializer) {
    if (request.entity().getContentLengthOption().orElse(0) > MAX_BYTES) {
      throw tooLarge();
    }
    String coding =
        request
            .getHeader("Content-Encoding")
            .map(h -> h.value().trim().toLowerCase(Locale.ROOT))
            .orElse("identity");
    return request
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .runWith(Sink.fold(ByteString.createBuilder(), JsonBody::bounded), materializer)
        .thenApply(all -> decoded(all.result().toArrayUnsafe(), coding));
  }

  private static ByteStringBuilder bounded(ByteStringBuilder soFar, ByteString next) {
    if (soFar.length() + next.size() > MAX_BYTES) {
      throw tooLarge();
    }
    return soFar.append(next);
  }

  private static byte[] decoded(byte[] raw, String coding) {
    return switch (coding) {
      case "identity" -> raw;
      case "gzip" -> unzipped(raw);
      default ->
          throw new ProblemException(Problem.NOT_JSON, "Content-Encoding is gzip or identity.");
    };
  }

  private static byte[] unzipped(byte[] raw) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      byte[] out = in.readNBytes(MAX_BYTES + 1);
      if (out.length > MAX_BYTES) {
        throw tooLarge();
      }
      return out;
    } catch (IOException e) {
      throw new ProblemException(Problem.BAD_JSON, "The body is no gzip.");
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        Problem.TOO_LARGE,
        "A JSON body has at most " + MAX_BYTES + " bytes, also unpacked.",
        "Send less at once.",
        java.util.List.of());
  }
}
