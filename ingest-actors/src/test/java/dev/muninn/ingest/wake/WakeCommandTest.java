package dev.muninn.ingest.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WakeCommandTest {
  @TempDir private Path folder;

  private static WakeCommand of(Duration timeout, String... command) {
    Duration pause = Duration.ofMinutes(1);
    return new WakeCommand(new WakeSettings(List.of(command), pause, pause, pause, timeout));
  }

  @Test
  void tellsTheCommandHowMuchWaits() throws IOException {
    Path note = folder.resolve("note");
    String script = "echo $MUNINN_WAITING $1 > " + note;
    assertTrue(of(Duration.ofSeconds(30), "sh", "-c", script, "sh", "aa:bb").run(7));
    assertEquals("7 aa:bb", Files.readString(note).strip());
  }

  @Test
  void saysThatACommandFailed() {
    assertFalse(of(Duration.ofSeconds(30), "sh", "-c", "echo no route; exit 3").run(1));
    assertFalse(of(Duration.ofSeconds(30), folder.resolve("missing").toString()).run(1));
  }

  @Test
  void endsACommandThatDoesNotEnd() {
    assertFalse(
        of(Duration.ofMillis(50), "sh", "-c", "while :; do read -r x || sleep 60; done").run(1));
  }

  private static WakeSettings settings(Object command) {
    Config block =
        ConfigFactory.parseResources("reference.conf").resolve().getConfig("muninn.ingest.wake");
    return WakeSettings.of(block.withValue("command", ConfigValueFactory.fromAnyRef(command)));
  }

  @Test
  void readsAListOrTheWordsOfAVariable() {
    List<String> packet = List.of("wakeonlan", "00:11:22:33:44:55");
    assertEquals(packet, settings(packet).command());
    assertEquals(packet, settings(" wakeonlan  00:11:22:33:44:55").command());
    assertEquals(List.of(), settings("").command());
    assertEquals(List.of(), settings(List.of()).command());
  }

  @Test
  void refusesPausesThatNeverEnd() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new WakeSettings(List.of(), second, Duration.ZERO, second, second));
  }
}
