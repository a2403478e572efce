package dev.muninn.node.bench.search;

import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.bench.search.KeptLibrary.Notes;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The library that is searched: one for this run, or a kept one, made when it is not there. */
final class SearchLibrary {
  private static final int ITEMS = 100_000;

  private final OptionalInt items;
  private final Consumer<String> told;

  /** {@code items} are those that were asked for; else as many as a kept one has. */
  SearchLibrary(OptionalInt items, Consumer<String> told) {
    this.items = items;
    this.told = told;
  }

  /** A server on a library that nobody sees again. */
  TemporaryMuninn temporary() throws Exception {
    return seeded(TemporaryMuninn.start());
  }

  /** A server on the library of this folder. */
  TemporaryMuninn kept(Path folder) throws Exception {
    KeptLibrary library = new KeptLibrary(folder);
    Optional<Notes> notes = library.notes();
    if (notes.isPresent()) {
      return again(library, notes.get());
    }
    library.prepare();
    TemporaryMuninn muninn = seeded(TemporaryMuninn.startKept(library.data()));
    library.finished(
        new Notes(items.orElse(ITEMS), KeptLibrary.SEEDING, space(muninn), muninn.password()));
    return muninn;
  }

  private TemporaryMuninn seeded(TemporaryMuninn muninn) throws Exception {
    return checked(muninn, () -> new LibrarySeeding(items.orElse(ITEMS), told).into(muninn));
  }

  private TemporaryMuninn again(KeptLibrary library, Notes notes) throws Exception {
    if (items.orElse(notes.items()) != notes.items()) {
      throw new CliException(
          "--items", "the library has " + notes.items() + " items", "leave it out");
    }
    TemporaryMuninn muninn = TemporaryMuninn.again(library.data(), notes.password());
    return checked(
        muninn,
        () -> {
          if (!space(muninn).equals(notes.space())) {
            throw new CliException(
                "the library", "was seeded for space " + notes.space(), "delete the folder");
          }
          // what an import of the last run left undone
          muninn.awaitQuiet(notes.items());
        });
  }

  private static String space(TemporaryMuninn muninn) throws IOException, InterruptedException {
    return muninn.get("/spaces").at("/spaces/0/space").asText();
  }

  private interface Step {
    void done() throws Exception;
  }

  /** Ends the server when the step fails. */
  private static TemporaryMuninn checked(TemporaryMuninn muninn, Step step) throws Exception {
    boolean done = false;
    try {
      step.done();
      done = true;
      return muninn;
    } finally {
      if (!done) {
        muninn.close();
      }
    }
  }
}
