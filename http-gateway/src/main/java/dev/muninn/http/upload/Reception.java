package dev.muninn.http.upload;

import akka.http.javadsl.model.HttpRequest;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.StagingArea;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.Offload;
import dev.muninn.media.OrgId;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Receives one body into the staging area: one write of up to 1 MiB at a time on the blocking
 * dispatcher, the next bytes are asked for when it is done. Whatever fails, nothing is left.
 */
public final class Reception {
  private static final long CHUNK_BYTES = 1 << 20;
  private final StagingArea staging;
  private final Offload blocking;
  private final Materializer materializer;
  private final long maxBytes;

  public Reception(
      StagingArea staging, Offload blocking, Materializer materializer, long maxBytes) {
    this.staging = staging;
    this.blocking = blocking;
    this.materializer = materializer;
    this.maxBytes = maxBytes;
  }

  /** The sealed bytes of a body of which nothing was promised. */
  public CompletionStage<StagedBlob> receive(HttpRequest http, OrgId org) {
    return receive(http, org, PromisedDigest.NONE);
  }

  /** The sealed bytes; their digests are those promised. */
  CompletionStage<StagedBlob> receive(HttpRequest http, OrgId org, PromisedDigest promised) {
    OptionalLong announced = http.entity().getContentLengthOption();
    if (announced.orElse(0) > maxBytes) {
      throw tooLarge();
    }
    return blocking
        .run(() -> staging.begin(org))
        .thenCompose(write -> received(http, write, promised, announced));
  }

  private CompletionStage<StagedBlob> received(
      HttpRequest http, StagedWrite write, PromisedDigest promised, OptionalLong announced) {
    Source<ByteString, ?> bytes = http.entity().withoutSizeLimit().getDataBytes();
    return bytes
        .batchWeighted(CHUNK_BYTES, b -> (long) b.size(), b -> b, ByteString::concat)
        .mapAsync(1, chunk -> blocking.run(() -> written(write, promised, chunk)))
        .runWith(Sink.ignore(), materializer)
        .exceptionally(failure -> brokenOff(failure, write, announced))
        .thenCompose(done -> blocking.run(() -> sealed(write, announced)))
        .handle((blob, failure) -> closed(write, blob, failure))
        .thenCompose(stage -> stage);
  }

  private ByteString written(StagedWrite write, PromisedDigest promised, ByteString chunk)
      throws Exception {
    if (write.size() + chunk.size() > maxBytes) {
      throw tooLarge();
    }
    byte[] bytes = chunk.toArrayUnsafe();
    promised.update(bytes);
    write.write(ByteBuffer.wrap(bytes));
    return ByteString.emptyByteString();
  }

  /** A failure of the connection is the client's; one of the disk speaks for itself. */
  private static akka.Done brokenOff(Throwable failure, StagedWrite write, OptionalLong announced) {
    Throwable cause = Problems.unwrapped(failure);
    boolean truncated =
        cause instanceof akka.http.scaladsl.model.EntityStreamException
            || cause instanceof akka.stream.StreamTcpException
            || cause instanceof akka.stream.AbruptTerminationException;
    if (truncated) {
      throw incomplete(write.size(), announced);
    }
    throw new java.util.concurrent.CompletionException(cause);
  }

  private static StagedBlob sealed(StagedWrite write, OptionalLong announced) throws Exception {
    if (announced.isPresent() && announced.getAsLong() != write.size()) {
      throw incomplete(write.size(), announced);
    }
    return write.seal();
  }

  private CompletionStage<StagedBlob> closed(
      StagedWrite write, StagedBlob blob, Throwable failure) {
    return blocking.run(
        () -> {
          write.close();
          if (failure != null) {
            throw new java.util.concurrent.CompletionException(Problems.unwrapped(failure));
          }
          return blob;
        });
  }

  /** Fails when the sealed bytes are not those promised, after having thrown them away. */
  CompletionStage<StagedBlob> checked(StagedBlob blob, PromisedDigest promised) {
    try {
      promised.check(blob.hash());
      return CompletableFuture.completedFuture(blob);
    } catch (ProblemException e) {
      return discarded(blob, e);
    }
  }

  /** Throws a sealed file away and fails with {@code why}. */
  <T> CompletionStage<T> discarded(StagedBlob blob, RuntimeException why) {
    return blocking.run(
        () -> {
          staging.discard(blob.ref());
          throw why;
        });
  }

  /** Throws a sealed file away that is not needed and goes on with {@code answer}. */
  <T> CompletionStage<T> forgotten(StagedBlob blob, T answer) {
    return blocking.run(
        () -> {
          staging.discard(blob.ref());
          return answer;
        });
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        Problem.TOO_LARGE, "An upload has at most " + maxBytes + " bytes here.");
  }

  private static ProblemException incomplete(long got, OptionalLong announced) {
    return new ProblemException(
        Problem.INCOMPLETE_BODY,
        got
            + " bytes arrived"
            + (announced.isPresent() ? " of " + announced.getAsLong() : "")
            + "; nothing is kept.");
  }
}
