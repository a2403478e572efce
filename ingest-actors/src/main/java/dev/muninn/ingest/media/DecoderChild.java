package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.Reply;
import dev.muninn.ingest.media.child.Request;
import dev.muninn.ingest.media.child.RequestLoop;
import dev.muninn.media.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** One decoder JVM, used by one thread at a time. */
final class DecoderChild implements AutoCloseable {
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final ScheduledExecutorService scheduler;
  private int answered;
  private boolean usable = true;
  private long idleSinceNs = System.nanoTime();

  private DecoderChild(Process process, ScheduledExecutorService scheduler) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(process.getInputStream());
    this.scheduler = scheduler;
  }

  static DecoderChild start(DecoderCommand command, ScheduledExecutorService scheduler)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Niceness.of(command.arguments()));
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new DecoderChild(builder.start(), scheduler);
  }

  /** Asks for one file; the child is not to be used again after an exception of the process. */
  Reply ask(Request request, Duration atMost, long maxResident) throws MediaException {
    try (ChildGuard guard = new ChildGuard(process, atMost, maxResident, scheduler)) {
      usable = false;
      try {
        Reply reply = exchange(request);
        answered++;
        idleSinceNs = System.nanoTime();
        return reply;
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw explained(guard.verdict(), atMost, e);
      }
    }
  }

  private Reply exchange(Request request) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    request.write(new DataOutputStream(frame));
    out.writeInt(frame.size());
    frame.writeTo(out);
    out.flush();
    DataInputStream answer = RequestLoop.frame(in);
    boolean last = answer.readByte() != 0;
    Reply reply = Reply.read(answer);
    usable = !last;
    return reply;
  }

  private MediaException explained(ChildGuard.Verdict verdict, Duration atMost, Exception cause) {
    MediaException explained =
        switch (verdict) {
          case TOO_SLOW ->
              new MediaException(
                  ErrorCode.DECODER_TIMEOUT, "no answer within " + atMost.toSeconds() + " s");
          case TOO_LARGE ->
              new MediaException(ErrorCode.TOO_MUCH_MEMORY, "the decoder outgrew its limit");
          case FINE ->
              new MediaException(
                  ErrorCode.DECODER_CRASHED, "the decoder ended in the middle of its work");
        };
    explained.initCause(cause);
    return explained;
  }

  /** Whether it may be asked again. */
  boolean usable() {
    return usable && process.isAlive();
  }

  int answered() {
    return answered;
  }

  long idleNs() {
    return System.nanoTime() - idleSinceNs;
  }

  long residentBytes() {
    return ChildGuard.residentBytes(process.pid());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
