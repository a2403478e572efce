package dev.muninn.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.Imports.ReportLine;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictIT {
  @TempDir private Path temp;

  @Test
  void otherContentsUnderTheSameIdAreReportedAndKeptOut() throws Exception {
    Path root = Files.createDirectories(temp.toRealPath().resolve("photos"));
    byte[] bytes = SourceFixture.jpeg(500, 1);
    Files.write(root.resolve("a.jpg"), bytes);
    try (TestDatabase database = TestDatabase.create();
        SourceFixture node =
            new SourceFixture(database, Files.createDirectories(temp.resolve("data")))) {
      ContentHash hash = ContentHash.ofBytes(Blake3.hash(bytes));
      node.acquire(
          node.storage.mediaIds().of(SourceFixture.ORG, hash), new ContentHash("0".repeat(64)));

      SessionProgress scan = node.scan(node.source(root, Custody.IN_PLACE, false));

      assertEquals(
          List.of(ErrorCode.HASH_CONFLICT.code()),
          scan.report().stream().map(ReportLine::code).toList());
      assertEquals(1, scan.failed());
    }
  }
}
