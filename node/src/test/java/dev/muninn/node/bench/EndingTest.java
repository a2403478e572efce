package dev.muninn.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
  private final List<String> undone = new ArrayList<>();
  private final Ending ending = new Ending("test-end");

  @Test
  void undoesTheLastFirstAndOnce() throws IOException {
    ending.with(() -> undone.add("folder"));
    ending.with(() -> undone.add("process"));
    ending.close();
    ending.close();
    assertEquals(List.of("process", "folder"), undone);
  }

  @Test
  void goesOnAfterWhatCannotBeUndoneAndSaysSo() throws IOException {
    ending.with(() -> undone.add("folder"));
    ending.with(
        () -> {
          throw new IOException("is busy");
        });
    assertEquals(
        "is busy", assertThrows(UncheckedIOException.class, ending::close).getCause().getMessage());
    assertEquals(List.of("folder"), undone);
  }

  @Test
  void undoesAtOnceWhatIsMadeAfterTheEnd() {
    ending.close();
    assertThrows(IOException.class, () -> ending.with(() -> undone.add("process")));
    assertEquals(List.of("process"), undone);
  }
}
