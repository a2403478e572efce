package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.DataFolder;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.node.RuntimeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir private Path data;
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  /** As a server leaves it whose PostgreSQL is elsewhere: with nothing of a database in it. */
  private void running() throws IOException {
    Files.createDirectories(data);
    new RuntimeFile(
            ProcessHandle.current().pid(),
            Instant.now().toString(),
            "1.2.3",
            console.server.url(),
            0,
            0,
            0,
            0,
            0,
            0)
        .write(new DataFolder(data).runtimeFile());
  }

  @Test
  void useAsksTheMuninnThatRunsWhereverItsDatabaseIs() throws IOException {
    running();
    console
        .server
        .on("GET /api/v1/spaces", 200, "{\"spaces\":[]}")
        .on(
            "POST /api/v1/spaces",
            202,
            "{\"space\":\"new-1-2\",\"model\":\"new\",\"state\":\"building\"}");
    assertEquals(
        0,
        console.runAsItStands("models", "use", "new", "--no-wait", "--data", data.toString()),
        console::said);
    assertTrue(console.sent("POST /api/v1/spaces").contains("\"new\""), console::said);
    assertEquals(ModelPacks.DEFAULT, new ModelPacks(new DataFolder(data).models()).chosen());
  }

  @Test
  void useInANewFolderIsWhatTheFirstStartLoads() {
    assertEquals(
        0,
        console.runAsItStands("models", "use", "lite", "--data", data.toString()),
        console::said);
    assertTrue(console.said().contains("first start"), console::said);
  }
}
