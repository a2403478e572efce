package dev.muninn.ingest.media.child;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The frames of the conversation: an int with the length in bytes, then the request, or a byte that
 * says whether the process ends now (1) or not (0) and the reply. A thread of its own waits on
 * standard input, so that the process ends within an instant of its parent, whatever a decoder is
 * doing.
 */
public final class RequestLoop {
  /** No request or reply is longer, in bytes. */
  public static final int MAX_FRAME = 1 << 20;

  private static final int EXIT_SPOILT = 3;

  private final Handler handler;

  public RequestLoop(Handler handler) {
    this.handler = handler;
  }

  /** Answers one request; what it throws becomes a refusal. */
  public interface Handler {
    Reply answer(Request request) throws Exception;

    /** Whether the process is to end after this answer, since something in it still runs. */
    default boolean spoilt() {
      return false;
    }
  }

  /** Serves until the input closes; does not return before. */
  public void run(InputStream input, PrintStream output) throws InterruptedException, IOException {
    // nothing that a library prints may get between the frames
    System.setOut(System.err);
    BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> readUntilEnd(input, requests), "requests");
    reader.setDaemon(true);
    reader.start();
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(output));
    while (true) {
      Reply reply = answer(requests.take());
      boolean last = handler.spoilt() || outOfMemory(reply);
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(last ? 1 : 0);
      Reply.write(reply, new DataOutputStream(frame));
      out.writeInt(frame.size());
      frame.writeTo(out);
      out.flush();
      if (last) {
        Runtime.getRuntime().halt(EXIT_SPOILT);
      }
    }
  }

  private static boolean outOfMemory(Reply reply) {
    return reply instanceof Reply.Refused refused
        && refused.refusal() == Reply.Refusal.TOO_MUCH_MEMORY;
  }

  private Reply answer(Request request) {
    try {
      return handler.answer(request);
    } catch (RefusedException e) {
      return new Reply.Refused(e.refusal(), e.getMessage());
    } catch (OutOfMemoryError e) {
      return new Reply.Refused(Reply.Refusal.TOO_MUCH_MEMORY, "the heap of the decoder ran out");
    } catch (Exception | StackOverflowError e) {
      return new Reply.Refused(Reply.Refusal.INTERNAL, Failures.words(e));
    }
  }

  private static void readUntilEnd(InputStream input, BlockingQueue<Request> requests) {
    try (DataInputStream in = new DataInputStream(input)) {
      while (true) {
        requests.add(Request.read(frame(in)));
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException e) {
      Runtime.getRuntime().halt(2);
    }
  }

  /** Reads one frame; also what the parent uses for the replies. */
  public static DataInputStream frame(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > MAX_FRAME) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
