package dev.muninn.node.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.Digests.ReplayDigest;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.State;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalDump;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals of every released event schema load into a fresh database and give what was recorded
 * with them. No model, worker, entity, stage or original is there: all comes from events.
 */
class GoldenJournalIT {
  private static final String ROWS = "rows.";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void givesItsRecordedDigestsHoweverItIsReplayed(String version) throws IOException {
    Properties recorded = new Properties();
    try (InputStream in = open(version + ".properties")) {
      recorded.load(in);
    }
    TestDatabase database = TestDatabase.create();
    try {
      try (InputStream in = open(version + ".journal.gz")) {
        assertEquals(
            Long.parseLong(recorded.getProperty("events")),
            new JournalDump(database.databases().writer()).load(in));
      }
      try (GoldenReplay node =
          GoldenReplay.start(database.akkaConfig(), database.databases(), folder)) {
        OrgId org = new OrgId(recorded.getProperty("org"));
        ReplayDigest live = node.replay();
        assertEquals(rowsRecorded(recorded), rowsOf(live, recorded));
        assertEquals(recorded.getProperty("content"), node.content(org).digest());
        assertEquals(recorded.getProperty("index"), digestOf(live, "index"));
        for (RebuildSize size :
            new RebuildSize[] {
              new RebuildSize(1, 1), new RebuildSize(7, 3), new RebuildSize(1_000, 2)
            }) {
          Rebuild rebuilt = node.rebuild(size);
          assertEquals(State.DONE, rebuilt.state(), rebuilt.toString());
          assertTrue(rebuilt.parts().size() >= 4, rebuilt.toString());
          assertEquals(live, node.replay(), "rebuilt by " + size);
        }
        assertEquals(recorded.getProperty("content"), node.content(org).digest());
      }
    } finally {
      database.close();
    }
  }

  private static Map<String, String> rowsRecorded(Properties recorded) {
    return recorded.stringPropertyNames().stream()
        .filter(name -> name.startsWith(ROWS))
        .collect(Collectors.toMap(name -> name.substring(ROWS.length()), recorded::getProperty));
  }

  /** Of what was recorded: a view may have got another table since. */
  private static Map<String, String> rowsOf(ReplayDigest digest, Properties recorded) {
    return digest.parts().stream()
        .filter(part -> recorded.containsKey(ROWS + part.name()))
        .collect(Collectors.toMap(part -> part.name(), part -> Long.toString(part.rows())));
  }

  private static String digestOf(ReplayDigest digest, String part) {
    return digest.parts().stream()
        .filter(one -> one.name().equals(part))
        .findFirst()
        .orElseThrow()
        .digest();
  }

  private static InputStream open(String name) {
    return GoldenJournalIT.class.getResourceAsStream("/golden/journals/" + name);
  }
}
