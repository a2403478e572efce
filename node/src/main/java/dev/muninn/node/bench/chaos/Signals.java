package dev.muninn.node.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no method for. */
public final class Signals {

  private Signals() {}

  /** Sends {@code STOP} or {@code CONT} to all of them, in this order. */
  public static void send(String signal, List<ProcessHandle> to)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("kill", "-" + signal));
    to.forEach(process -> words.add(Long.toString(process.pid())));
    // one that has ended meanwhile is no failure
    new ProcessBuilder(words).start().waitFor();
  }
}
