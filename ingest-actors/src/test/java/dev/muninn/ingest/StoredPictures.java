package dev.muninn.ingest;

import dev.muninn.blob.Originals;
import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.catalog.FileChecks.Extent;
import dev.muninn.catalog.FileChecks.Mending;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.BlobKey;
import dev.muninn.media.Custody;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A node with uploaded pictures whose pipeline is done up to the index. */
final class StoredPictures {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final ParticipantId ANNA = ParticipantId.random();

  private final OrgId org = OrgId.random();
  private final TestDatabase database;
  private final TestNode node;
  private final Path temp;
  private final List<byte[]> originals = new ArrayList<>();
  private final List<MediaIntake.Receipt> receipts = new ArrayList<>();

  private StoredPictures(TestDatabase database, TestNode node, Path temp) {
    this.database = database;
    this.node = node;
    this.temp = temp;
  }

  static StoredPictures start(TestDatabase database, Path temp, int many, String settings)
      throws Exception {
    TestNode node = TestNode.start(database, temp.resolve("data"), settings);
    StoredPictures pictures = new StoredPictures(database, node, temp);
    for (int i = 0; i < many; i++) {
      pictures.originals.add(picture(i));
      pictures.receipts.add(pictures.upload(i));
    }
    node.await(pictures.org, counts -> waitingForIndex(counts) == many, LONG);
    return pictures;
  }

  OrgId org() {
    return org;
  }

  TestNode node() {
    return node;
  }

  byte[] original(int i) {
    return originals.get(i);
  }

  long bytes() {
    return originals.stream().mapToLong(one -> one.length).sum();
  }

  MediaIntake.Receipt upload(int i) throws Exception {
    return node.upload(org, "p" + i + ".jpg", originals.get(i));
  }

  private BlobKey key(int i) {
    return BlobKey.of(org, receipts.get(i).hash(), MediaType.JPEG);
  }

  Path pool(int i) {
    return node.ports().blobs().path(key(i));
  }

  byte[] pooled(int i) throws IOException {
    return Files.readAllBytes(pool(i));
  }

  String poolName(int i) {
    return "pool/" + key(i);
  }

  String relative(Path file) {
    return temp.resolve("data").relativize(file).toString();
  }

  /** The small thumbnail of the newest run, or where it was. */
  Path thumbnail(int i) throws IOException {
    String id = receipts.get(i).mediaId().value();
    Path folder = temp.resolve("data/derived").resolve(org.value()).resolve(id.substring(0, 2));
    try (Stream<Path> runs = Files.list(folder.resolve(id))) {
      return runs.sorted().findFirst().orElseThrow().resolve("thumb-256.jpg");
    }
  }

  /** The same bytes in a folder that is scanned: a second location for these. */
  void keepCopiesInASource(int... which) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("photos"));
    for (int i : which) {
      Files.write(folder.resolve("copy-" + i + ".jpg"), originals.get(i));
    }
    Imports imports = node.ports().imports();
    Imports.SourceSpec spec =
        new Imports.SourceSpec(
            "Photos", folder.toString(), Custody.COPY, false, List.of(), List.of());
    SourceId source =
        ((Imports.SourceOutcome.Created) TestNode.get(imports.create(org, spec, ANNA))).sourceId();
    SessionId session = TestNode.get(imports.scan(org, source, ANNA)).orElseThrow();
    eventually(
        () -> {
          try {
            return TestNode.get(imports.session(org, session)).orElseThrow().done();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Everything is read; returns when the check has ended. */
  Check check(Mending mending) throws Exception {
    Check begun = TestNode.get(node.checks().start(org, new Extent(100, mending), ANNA));
    eventually(() -> find(begun.checkId()).done());
    return find(begun.checkId());
  }

  private Check find(String checkId) {
    try {
      return TestNode.get(node.checks().find(org, checkId)).orElseThrow();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** As a request for the original does it, when nothing is known to be wrong. */
  Originals.Outcome find(int i) throws IOException {
    String damage =
        "SELECT count(*) FROM pipeline.pipeline_item WHERE media_id = '"
            + receipts.get(i).mediaId()
            + "' AND progress->>'stored' = 'false'";
    boolean known = query(damage).equals(List.of("1"));
    return node.ports()
        .originals()
        .find(
            new Originals.Wanted(
                org,
                receipts.get(i).mediaId(),
                originals.get(i).length,
                Optional.of(key(i)),
                known ? Optional.of("known to be damaged") : Optional.empty(),
                List.of()));
  }

  List<PipelineItem> itemsOf(MediaStatus status) throws Exception {
    PipelineFilter filter =
        new PipelineFilter(
            Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty());
    return TestNode.get(node.board().items(org, filter, Optional.empty(), 100)).items();
  }

  /** How many events of this class the journal holds. */
  long events(String type) {
    return Long.parseLong(
        query(
                "SELECT count(*) FROM journal.event_journal WHERE event_ser_manifest LIKE"
                    + " '%MediaItemEvent$"
                    + type
                    + "'")
            .get(0));
  }

  List<String> query(String sql) {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> out = new ArrayList<>();
      while (rows.next()) {
        out.add(rows.getString(1));
      }
      return out;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void eventually(BooleanSupplier claim) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so within " + LONG);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static long waitingForIndex(PipelineCounts counts) {
    return counts.stages().stream()
        .filter(one -> one.stage() == StageName.INDEX)
        .mapToLong(PipelineCounts.StageCount::waiting)
        .sum();
  }

  private static byte[] picture(int seed) throws IOException {
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color((seed * 7919) & 0xffffff));
    pen.fillRect(0, 0, 60, 64);
    pen.setColor(Color.WHITE);
    pen.fillRect(seed % 90, seed % 60, 5, 3);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }
}
