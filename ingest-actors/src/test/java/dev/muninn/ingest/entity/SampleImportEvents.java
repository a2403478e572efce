package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.AT;
import static dev.muninn.ingest.entity.SampleEvents.SESSION;
import static dev.muninn.ingest.entity.SampleEvents.SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.SPACE;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.Custody;
import dev.muninn.media.signal.CborSerializable;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SpacesEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each event of a source, of an import session and of the spaces, with every component filled and,
 * where one may be missing, with as few as can be. Fixed for ever.
 */
final class SampleImportEvents {
  private SampleImportEvents() {}

  /** By the name of their golden file, which begins with the entity's. */
  static Map<String, CborSerializable> all() {
    Map<String, CborSerializable> all = new LinkedHashMap<>();
    ofSource(all);
    ofSession(all);
    ofSpaces(all);
    return all;
  }

  private static void ofSource(Map<String, CborSerializable> all) {
    all.put(
        "Source-Created",
        new SourceEvent.Created(
            "Photos",
            "/srv/Zoë 🐈",
            Custody.IN_PLACE,
            true,
            List.of("**/*.jpg"),
            List.of("tmp/**"),
            ANNA,
            AT));
    all.put(
        "Source-Created-minimal",
        new SourceEvent.Created("P", "/", Custody.COPY, false, List.of(), List.of(), ANNA, AT));
    all.put(
        "Source-ScanStarted", new SourceEvent.ScanStarted(SESSION, Optional.of("2024"), ANNA, AT));
    all.put(
        "Source-ScanStarted-minimal",
        new SourceEvent.ScanStarted(SESSION, Optional.empty(), ANNA, AT));
    all.put("Source-ScanEnded", new SourceEvent.ScanEnded(SESSION, AT));
    all.put("Source-WentOffline", new SourceEvent.WentOffline("Is the disk mounted?", AT));
    all.put("Source-CameOnline", new SourceEvent.CameOnline(AT));
    all.put("Source-FolderSeen", new SourceEvent.FolderSeen("2049:131", AT));
    all.put("Source-FolderConfirmed", new SourceEvent.FolderConfirmed(ANNA, AT));
  }

  private static void ofSpaces(Map<String, CborSerializable> all) {
    EmbeddingSpace lite = new EmbeddingSpace("lite", "1", 384);
    all.put(
        "Spaces-SpaceAdded",
        new SpacesEvent.SpaceAdded(SPACE, "clip-vit-b-32", true, Optional.of(ANNA), AT));
    all.put(
        "Spaces-SpaceAdded-minimal",
        new SpacesEvent.SpaceAdded(lite, "lite", false, Optional.empty(), AT));
    all.put(
        "Spaces-SpaceActivated",
        new SpacesEvent.SpaceActivated(SPACE, Optional.of(lite), Optional.of(ANNA), AT));
    all.put(
        "Spaces-SpaceActivated-minimal",
        new SpacesEvent.SpaceActivated(lite, Optional.empty(), Optional.empty(), AT));
    all.put("Spaces-SpaceDropped", new SpacesEvent.SpaceDropped(lite, Optional.of(ANNA), AT));
    all.put(
        "Spaces-SpaceDropped-minimal", new SpacesEvent.SpaceDropped(lite, Optional.empty(), AT));
  }

  private static void ofSession(Map<String, CborSerializable> all) {
    all.put(
        "ImportSession-Began", new ImportSessionEvent.Began(SOURCE, Optional.of("2024"), ANNA, AT));
    all.put(
        "ImportSession-Began-minimal",
        new ImportSessionEvent.Began(SOURCE, Optional.empty(), ANNA, AT));
    all.put("ImportSession-Restarted", new ImportSessionEvent.Restarted(AT));
    all.put(
        "ImportSession-Progressed",
        new ImportSessionEvent.Progressed(
            new ImportCounts(9, 4, 3, 1, 1),
            List.of(new ImportLine("a/ü.jpg", "empty-file", "The file is empty.")),
            AT));
    all.put(
        "ImportSession-Progressed-minimal",
        new ImportSessionEvent.Progressed(ImportCounts.NONE, List.of(), AT));
    all.put("ImportSession-Paused", new ImportSessionEvent.Paused("The disk is full.", AT));
    all.put("ImportSession-Resumed", new ImportSessionEvent.Resumed(AT));
    all.put(
        "ImportSession-Finished",
        new ImportSessionEvent.Finished(Optional.of("The folder cannot be reached."), AT));
    all.put(
        "ImportSession-Finished-minimal", new ImportSessionEvent.Finished(Optional.empty(), AT));
  }
}
