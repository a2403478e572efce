package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {
  /** Of proc(5), counted after the name in brackets. */
  private static final int NICE_FIELD = 16;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "asks /proc for the niceness of a process")
  void lowersThePriorityOfAChild() throws IOException {
    int own = niceness(Files.readString(Path.of("/proc/self/stat")));
    Process child = new ProcessBuilder(Niceness.of(List.of("cat", "/proc/self/stat"))).start();
    String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(Math.min(19, own + Niceness.OF_CHILDREN), niceness(told));
  }

  private static int niceness(String stat) {
    String afterName = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(afterName.split(" ", -1)[NICE_FIELD]);
  }
}
