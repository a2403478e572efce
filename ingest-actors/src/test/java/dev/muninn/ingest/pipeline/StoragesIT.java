package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.AT;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.born;
import static dev.muninn.ingest.pipeline.ViewFixture.event;
import static dev.muninn.ingest.pipeline.ViewFixture.key;
import static dev.muninn.ingest.pipeline.ViewFixture.local;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static dev.muninn.ingest.pipeline.ViewFixture.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.FileLocation;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaType;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work goes to a node that reaches the storage that it needs. */
class StoragesIT {
  private static final SourceId VAULT = new SourceId("v".repeat(26));
  private static final SourceId CARD = new SourceId("c".repeat(26));

  private final ViewFixture view = new ViewFixture();
  private final WorkLeases vault = view.leases("vault", "vault-life");
  private final WorkLeases server = view.leases("server", "server-life");

  @AfterEach
  void close() {
    view.close();
  }

  private static Turn reaching(SourceId... sources) {
    return local().reaching(Optional.of(Set.of(sources)));
  }

  private static ByteOrigin at(SourceId source, String path) {
    return new ByteOrigin.InSource(new FileLocation(source, path, 5, 1, 1, 1));
  }

  private static MediaItemEvent found(SourceId source, Custody custody) {
    return new MediaItemEvent.Acquired(
        custody,
        "a.jpg",
        5,
        MediaType.JPEG,
        Lane.BULK,
        at(source, "a.jpg"),
        Optional.of(source),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ViewFixture.STEP,
        AT);
  }

  private static MediaItemEvent alsoAt(SourceId source) {
    return new MediaItemEvent.LocationAdded(
        Custody.IN_PLACE,
        "b.jpg",
        at(source, "b.jpg"),
        Optional.of(source),
        Optional.empty(),
        Optional.empty(),
        AT);
  }

  private MediaItemKey inPlace(String letter, SourceId source) {
    MediaItemKey key = key(letter);
    view.project(List.of(event(key, 1, found(source, Custody.IN_PLACE))));
    return key;
  }

  @Test
  void aFileOfAFolderIsClaimedWhereTheFolderIs() {
    MediaItemKey item = inPlace("a", VAULT);
    assertEquals(List.of(), server.claim(reaching(), 5));
    assertEquals(List.of(), server.claim(reaching(CARD), 5));
    assertEquals(item, only(vault.claim(reaching(VAULT), 5)).key());
  }

  @Test
  void anUploadIsClaimedByAnybodyAndWhatIsOutOfReachHidesNothingBehindIt() {
    for (String letter : List.of("a", "b", "c", "d")) {
      inPlace(letter, VAULT);
    }
    view.project(born(key("e")));
    assertEquals(key("e"), only(server.claim(reaching(), 1)).key());
    assertEquals(4, vault.claim(reaching(VAULT), 5).size());
  }

  @Test
  void aNodeThatIsAloneClaimsEverything() {
    inPlace("a", VAULT);
    assertEquals(1, server.claim(local(), 5).size());
  }

  @Test
  void oneOfSeveralPlacesIsEnoughAndALostOneIsNone() {
    MediaItemKey item = inPlace("a", VAULT);
    view.project(List.of(event(item, 2, alsoAt(CARD))));
    server.giveBack(only(server.claim(reaching(CARD), 5)));
    view.project(
        List.of(
            event(item, 3, new MediaItemEvent.LocationLost(CARD, "b.jpg", LossReason.GONE, AT))));
    assertEquals(List.of(), server.claim(reaching(CARD), 5));
    assertEquals(1, vault.claim(reaching(VAULT), 5).size());
  }

  @Test
  void whatIsInThePoolNeedsNoFolderUntilItIsDamaged() {
    MediaItemKey item = key("a");
    view.project(List.of(event(item, 1, found(VAULT, Custody.COPY)), event(item, 2, stored())));
    server.giveBack(only(server.claim(reaching(), 5)));
    view.project(
        List.of(event(item, 3, new MediaItemEvent.DamageFound("gone", Optional.empty(), AT))));
    assertEquals(List.of(), server.claim(reaching(), 5));
    assertEquals(StageName.STORE, only(vault.claim(reaching(VAULT), 5)).stage());
  }

  @Test
  void whatIsNotReachedByAnyNodeSaysSo() {
    MediaItemKey item = inPlace("a", VAULT);
    assertEquals(Map.of(), waits());
    tells("server", "", "");
    tells("server", "room", "");
    tells("server", VAULT.value(), "not mounted");
    String words = waits().get(StageName.STORE);
    assertTrue(words.startsWith("Waiting for the storage"), words);
    assertEquals(
        Optional.of(words), view.read(ORG, reader -> StorageWaits.of(reader, item.mediaId())));
    tells("vault", VAULT.value(), "");
    assertEquals(Map.of(), waits());
  }

  @Test
  void aFullDiskOfAllNodesIsToldForWhatWrites() {
    view.project(born(key("a")));
    tells("server", "", "");
    tells("server", "room", "12 MiB left");
    assertTrue(waits().get(StageName.STORE).startsWith("Waiting for room"));
    tells("vault", "room", "");
    assertEquals(Map.of(), waits());
  }

  @Test
  void whatANodeSaidThatIsGoneCountsNoMore() {
    view.project(born(key("a")));
    tells("server", "", "");
    tells("server", "room", "");
    view.execute("UPDATE ops.storage_reach SET seen_at = now() - interval '1 minute'");
    assertTrue(waits().get(StageName.STORE).startsWith("Waiting for the store"));
  }

  private Map<StageName, String> waits() {
    return view.read(ORG, StorageWaits::all);
  }

  private void tells(String node, String source, String trouble) {
    view.execute(
        "INSERT INTO ops.storage_reach VALUES ('"
            + String.join("', '", node, source, trouble)
            + "', now()) ON CONFLICT (node, source) DO UPDATE SET trouble = excluded.trouble");
  }
}
