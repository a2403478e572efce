package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedProxiesTest {
  private static final DerivedKey KEY =
      DerivedKey.of(
          new OrgId("home"), new MediaId("m".repeat(26)), new RunId("r".repeat(26)), "proxy.jpg");
  @TempDir private Path root;

  private List<Path> fetched() {
    return new SharedProxies(new ReadOnlyFolder(root), Runnable::run)
        .fetch(List.of(KEY))
        .toCompletableFuture()
        .join()
        .paths();
  }

  @Test
  void aProxyThatIsMissingAmongOthersIsAPathToNothing() throws IOException {
    Files.createDirectories(root.resolve("home"));
    assertEquals(List.of(root.resolve(KEY.value())), fetched());
  }

  @Test
  void nothingIsSaidOfProxiesWhereTheShareIsNotMounted() {
    CompletionException trouble = assertThrows(CompletionException.class, this::fetched);
    assertInstanceOf(UncheckedIOException.class, trouble.getCause());
  }
}
