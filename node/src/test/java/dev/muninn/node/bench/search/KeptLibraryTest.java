package dev.muninn.node.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLibraryTest {
  @TempDir private Path temporary;
  private KeptLibrary library;

  @BeforeEach
  void inAFolderThatIsNotThere() {
    library = new KeptLibrary(temporary.resolve("library"));
  }

  private static KeptLibrary.Notes notes(int seeding) {
    return new KeptLibrary.Notes(20, seeding, "lite-1-384", "secret");
  }

  @Test
  void isThereOnceItIsFinishedAndForItsOwnerAlone() throws IOException {
    assertEquals(Optional.empty(), library.notes());
    library.prepare();
    library.finished(notes(KeptLibrary.SEEDING));
    Path folder = temporary.resolve("library");
    assertEquals(
        Optional.of(notes(KeptLibrary.SEEDING)), new KeptLibrary(folder).notes(), "read again");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  @Test
  void refusesWhatWasNotFinished() throws IOException {
    library.prepare();
    assertThrows(CliException.class, library::notes);
  }

  @Test
  void refusesWhatWasSeededOtherwise() throws IOException {
    library.prepare();
    library.finished(notes(KeptLibrary.SEEDING - 1));
    assertThrows(CliException.class, library::notes);
  }
}
