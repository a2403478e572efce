package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.Reply;
import dev.muninn.ingest.media.child.Request;
import dev.muninn.ingest.media.child.RequestLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A child that misbehaves as the file it is given tells it to. */
public final class HostileDecoder {
  private HostileDecoder() {}

  public static void main(String[] args) throws Exception {
    new RequestLoop(HostileDecoder::answer).run(System.in, System.out);
  }

  private static Reply answer(Request request) throws Exception {
    switch (Files.readString(Path.of(request.file()))) {
      case "hang" -> new CountDownLatch(1).await();
      case "crash" -> Runtime.getRuntime().halt(139);
      case "heap" -> {
        byte[] half = new byte[1 << 20];
        while (half.length > 0) {
          half = Arrays.copyOf(half, 2 * half.length);
          Arrays.fill(half, (byte) 1);
        }
      }
      default -> {
        // answers below
      }
    }
    return new Reply.Refused(Reply.Refusal.BROKEN, "as told");
  }
}
