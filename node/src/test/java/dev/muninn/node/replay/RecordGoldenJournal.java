package dev.muninn.node.replay;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.catalog.Digests.Part;
import dev.muninn.catalog.Digests.ReplayDigest;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import dev.muninn.cluster.jdbc.NodeDatabase;
import dev.muninn.cluster.journal.JournalDump;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Records a golden journal from the data folder of a Muninn that was stopped: the dump and what it
 * comes to. How it is used, and when: docs/events.md.
 */
final class RecordGoldenJournal {
  private RecordGoldenJournal() {}

  /** Arguments: the data folder, the folder to write to, the version, for example {@code v1}. */
  public static void main(String... words) throws IOException {
    NodeSettings settings =
        new NodeSettings("record", Set.of(NodeRole.values()), new DataFolder(Path.of(words[0])));
    Path out = Path.of(words[1]);
    Config base =
        ConfigFactory.parseMap(Map.of("akka.jvm-shutdown-hooks", false))
            .withFallback(ClusterConfig.unresolved());
    try (NodeDatabase database =
        NodeDatabase.open(DatabaseSettings.from(base.resolve()), settings.data())) {
      Properties recorded = new Properties();
      try (OutputStream dump = Files.newOutputStream(out.resolve(words[2] + ".journal.gz"))) {
        long events = new JournalDump(database.databases().writer()).write(dump);
        recorded.setProperty("events", Long.toString(events));
      }
      Config config = ClusterConfig.load(settings, database.access(), base).resolve();
      Path index = Files.createTempDirectory("muninn-golden");
      try (GoldenReplay node = GoldenReplay.start(config, database.databases(), index)) {
        ReplayDigest digest = node.replay();
        for (Part part : digest.parts()) {
          recorded.setProperty("rows." + part.name(), Long.toString(part.rows()));
          if (part.name().equals("index")) {
            recorded.setProperty("index", part.digest());
          }
        }
        OrgId org = onlyOrg(database);
        recorded.setProperty("org", org.value());
        recorded.setProperty("content", node.content(org).digest());
      }
      try (Writer file = Files.newBufferedWriter(out.resolve(words[2] + ".properties"))) {
        recorded.store(file, "what the journal comes to: rows and digests");
      }
    }
  }

  private static OrgId onlyOrg(NodeDatabase database) {
    try (Connection connection = database.databases().writer().getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT DISTINCT org FROM view.media")) {
      row.next();
      return new OrgId(row.getString(1));
    } catch (SQLException e) {
      throw new DatabaseException("the org of the journal cannot be read", e);
    }
  }
}
