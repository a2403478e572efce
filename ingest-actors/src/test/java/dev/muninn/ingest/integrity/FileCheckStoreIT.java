package dev.muninn.ingest.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.catalog.FileChecks.Extent;
import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.catalog.FileChecks.Finding;
import dev.muninn.catalog.FileChecks.Mending;
import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.integrity.FileCheckStore.Kind;
import dev.muninn.ingest.integrity.FileCheckStore.Progress;
import dev.muninn.ingest.integrity.FileCheckStore.Running;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileCheckStoreIT {
  private static final OrgId ORG = new OrgId("home");
  private static final Extent TENTH = new Extent(40, Mending.REPAIR);

  private TestDatabase database;
  private FileCheckStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    store = new FileCheckStore(database.databases().writer(), "node-1");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Running begin() {
    return store.begin(ORG, Kind.ASKED, TENTH, Optional.of("anna")).orElseThrow();
  }

  @Test
  void oneCheckOfAnOrgRunsAtATimeBesideTheScrub() {
    Running first = begin();
    assertEquals(Optional.empty(), store.begin(ORG, Kind.ASKED, TENTH, Optional.empty()));
    assertEquals(Optional.of(first), store.running(ORG, Kind.ASKED));
    assertTrue(store.begin(ORG, Kind.SCRUB, TENTH, Optional.empty()).isPresent());
    assertTrue(store.begin(new OrgId("others"), Kind.ASKED, TENTH, Optional.empty()).isPresent());
    store.end(first.checkId(), Optional.empty());
    begin();
  }

  @Test
  void eachSampleBeginsWhereTheLastOneEnded() {
    for (double from : new double[] {0, 40, 80, 20}) {
      Running check = begin();
      assertEquals(from, check.sampleFrom());
      store.end(check.checkId(), Optional.empty());
    }
  }

  @Test
  void remembersProgressAndFindings() {
    Running check = begin();
    MediaId item = new MediaId("a".repeat(26));
    Finding found =
        new Finding(Fault.MISSING, "pool/x", Optional.of(item), "gone", Outcome.RECORDED);
    Finding stray =
        new Finding(Fault.STRAY, "pool/y", Optional.empty(), "whose?", Outcome.RECORDED);
    Finding mended =
        new Finding(Fault.MISSING, "pool/x", Optional.of(item), "gone", Outcome.HEALED);
    store.finding(check.checkId(), 0, found);
    store.finding(check.checkId(), 1, stray);
    store.finding(check.checkId(), 0, mended);
    store.progress(check.checkId(), new Progress(3, 5000, 2, "b"));

    Check seen = store.find(ORG, check.checkId()).orElseThrow();
    assertFalse(seen.done());
    assertEquals(TENTH, seen.extent());
    assertEquals(List.of(mended, stray), seen.findings());
    assertEquals(List.of(3L, 5000L, 2L), List.of(seen.files(), seen.bytes(), seen.left()));
    assertEquals("b", store.running(ORG, Kind.ASKED).orElseThrow().position());
    assertEquals(Optional.empty(), store.find(new OrgId("others"), check.checkId()));
  }

  @Test
  void aCheckThatWasCutOffSaysSoAndTheScrubGoesOn() {
    Running asked = begin();
    Running scrub = store.begin(ORG, Kind.SCRUB, TENTH, Optional.empty()).orElseThrow();
    store.progress(scrub.checkId(), new Progress(1, 2, 3, "m"));

    new FileCheckStore(database.databases().writer(), "node-2").endCutOff("not mine");
    assertFalse(store.find(ORG, asked.checkId()).orElseThrow().done());
    new FileCheckStore(database.databases().writer(), "node-1").endCutOff("cut off");

    Check seen = store.find(ORG, asked.checkId()).orElseThrow();
    assertTrue(seen.done());
    assertEquals(Optional.of("cut off"), seen.trouble());
    assertEquals("m", store.running(ORG, Kind.SCRUB).orElseThrow().position());
    assertEquals(scrub.checkId(), store.latest(ORG).orElseThrow().checkId());
  }
}
