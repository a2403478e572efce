package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.HASH;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.OTHER;
import static dev.muninn.ingest.pipeline.ViewFixture.STEP;
import static dev.muninn.ingest.pipeline.ViewFixture.acquired;
import static dev.muninn.ingest.pipeline.ViewFixture.event;
import static dev.muninn.ingest.pipeline.ViewFixture.key;
import static dev.muninn.ingest.pipeline.ViewFixture.local;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.Lane;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose work is claimed first: interactive before bulk, and orgs take turns. */
class FairTurnsIT {
  private final ViewFixture view = new ViewFixture();
  private final WorkLeases leases = view.leases("one");

  @AfterEach
  void close() {
    view.close();
  }

  private void owed(MediaItemKey key, Lane lane) {
    view.project(
        List.of(
            event(key, 1, acquired(lane, Optional.empty())),
            event(key, 2, new MediaItemEvent.Hashed(HASH, 5, STEP, ViewFixture.AT))));
  }

  private void owed(OrgId org, Lane lane, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      owed(key(org, letters.substring(i, i + 1)), lane);
    }
  }

  private List<OrgId> orgs(List<Lease> claimed) {
    return claimed.stream().map(lease -> lease.key().org()).toList();
  }

  @Test
  void aClaimIsDividedBetweenOrgsHoweverMuchOneOwes() {
    owed(ORG, Lane.BULK, "abcdefgh");
    owed(OTHER, Lane.BULK, "ab");
    List<OrgId> first = orgs(leases.claim(local(), 4));
    assertEquals(2, first.stream().filter(ORG::equals).count(), first.toString());
    assertEquals(2, first.stream().filter(OTHER::equals).count(), first.toString());
    assertEquals(List.of(ORG, ORG, ORG, ORG), orgs(leases.claim(local(), 4)));
  }

  @Test
  void orgsTakeTurnsWhereClaimsAreOfOneItem() {
    owed(ORG, Lane.BULK, "abcd");
    owed(OTHER, Lane.BULK, "abcd");
    List<OrgId> turns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      turns.addAll(orgs(leases.claim(local(), 1)));
    }
    for (int i = 1; i < 8; i++) {
      assertEquals(i % 2 == 0, turns.get(i).equals(turns.get(0)), turns.toString());
    }
  }

  @Test
  void interactiveWorkOfOneOrgGoesBeforeBulkOfAll() {
    owed(ORG, Lane.BULK, "abcd");
    owed(OTHER, Lane.BULK, "abcd");
    owed(OTHER, Lane.INTERACTIVE, "efg");
    List<Lease> first = leases.claim(local(), 3);
    assertEquals(
        List.of(key(OTHER, "e"), key(OTHER, "f"), key(OTHER, "g")),
        first.stream()
            .map(Lease::key)
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .toList());
  }

  @Test
  void whatIsHeldOfAnOrgHidesNothingBehindIt() {
    owed(ORG, Lane.BULK, "abcdef");
    assertEquals(4, leases.claim(local(), 4).size());
    assertEquals(2, view.leases("two").claim(local(), 4).size());
  }

  @Test
  void theNodeThatWorksElsewhereIsNamed() {
    owed(ORG, Lane.BULK, "a");
    only(leases.claim(local().by("laptop"), 1));
    assertEquals(
        "laptop",
        view.read(ORG, reader -> BoardQueries.running(reader, key("a").mediaId()))
            .orElseThrow()
            .node());
  }
}
