package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LowPriorityTest {
  /** Of proc(5): the fields after the name in parentheses begin with the third. */
  private static final int NICE_FIELD = 19 - 3;

  private static int niceness() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(
        List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).get(NICE_FIELD));
  }

  @Test
  void standsBackWithItsThreadAndThoseThatItStartsAlone()
      throws IOException, ExecutionException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/proc/thread-self")), "no /proc: not Linux");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/renice")), "no renice");
    int mine = niceness();
    FutureTask<List<Integer>> found =
        new FutureTask<>(
            () -> {
              LowPriority.take();
              FutureTask<Integer> child = new FutureTask<>(LowPriorityTest::niceness);
              new Thread(child).start();
              return List.of(niceness(), child.get());
            });
    new Thread(found).start();
    assertEquals(List.of(LowPriority.NICENESS, LowPriority.NICENESS), found.get());
    assertEquals(mine, niceness());
  }
}
