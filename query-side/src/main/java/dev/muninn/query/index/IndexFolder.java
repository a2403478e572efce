package dev.muninn.query.index;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved partitions of one space: a file each, and a catalogue that says which there are and up
 * to which offset all of them stand. Partition files are written before the catalogue, so a crash
 * between makes the tail longer and nothing else. Blocking, one writer.
 */
public final class IndexFolder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

  /** "MUNNCAT" and the format version. */
  private static final long MAGIC = 0x4d554e4e43415401L;

  private static final Pattern ANY_SPACE =
      Pattern.compile("([a-z0-9]{4,32}-(?<one>.+)\\.idx|(?<two>.+)\\.catalogue)");

  private final Path folder;
  private final EmbeddingSpace space;
  private final EngineChoice engines;
  private final Pattern fileName;

  public IndexFolder(Path folder, EmbeddingSpace space, EngineChoice engines) {
    this.folder = folder;
    this.space = space;
    this.engines = engines;
    this.fileName = Pattern.compile("([a-z0-9]{4,32})-" + Pattern.quote(space.id()) + "\\.idx");
  }

  /**
   * What could be read, and where the journal must be read on from. {@code refused} names each file
   * that was not taken and why; its partition is rebuilt from the start.
   */
  public record Loaded(
      Map<OrgId, IndexPartition> partitions,
      Map<OrgId, Instant> savedAt,
      JournalOffset offset,
      Map<String, String> refused) {
    public Loaded {
      savedAt = Map.copyOf(savedAt);
      partitions = Map.copyOf(partitions);
      refused = Map.copyOf(refused);
    }
  }

  /**
   * Reads all partitions. A file that stands for an offset beyond {@code horizon} belongs to
   * another journal and is refused.
   */
  public Loaded load(JournalOffset horizon) throws IOException {
    Files.createDirectories(folder);
    BlockFile.sweep(folder);
    Map<OrgId, IndexPartition> partitions = new HashMap<>();
    Map<String, String> refused = new HashMap<>();
    for (OrgId org : orgsOnDisk()) {
      readPartition(org, horizon, partitions, refused);
    }
    JournalOffset offset = start(horizon, partitions.keySet(), refused);
    refused.forEach((file, why) -> LOG.warn("index refused file={} why='{}': rebuilt", file, why));
    return new Loaded(partitions, savedAt(partitions.keySet()), offset, refused);
  }

  /** Saves these partitions, then a catalogue of {@code all} that stands at {@code offset}. */
  public void save(Collection<IndexPartition> changed, Set<OrgId> all, JournalOffset offset)
      throws IOException {
    Files.createDirectories(folder);
    for (IndexPartition partition : changed) {
      IndexFile.save(file(partition.org()), partition);
    }
    BlockFile.write(
        catalogue(),
        MAGIC,
        blocks ->
            blocks.block(
                out -> {
                  out.writeUTF(space.id());
                  out.writeUTF(offset.format());
                  out.writeInt(all.size());
                  for (String org : all.stream().map(OrgId::value).sorted().toList()) {
                    out.writeUTF(org);
                  }
                }));
  }

  private void readPartition(
      OrgId org,
      JournalOffset horizon,
      Map<OrgId, IndexPartition> partitions,
      Map<String, String> refused)
      throws IOException {
    Path file = file(org);
    try {
      IndexPartition partition = IndexFile.load(file, org, space, engines);
      if (partition.offset().compareTo(horizon) > 0) {
        throw new DamagedFileException("it stands for a journal that this database does not hold");
      }
      partitions.put(org, partition);
    } catch (DamagedFileException e) {
      refused.put(file.getFileName().toString(), e.getMessage());
    }
  }

  private Map<OrgId, Instant> savedAt(Set<OrgId> orgs) throws IOException {
    Map<OrgId, Instant> times = new HashMap<>();
    for (OrgId org : orgs) {
      times.put(org, Files.getLastModifiedTime(file(org)).toInstant());
    }
    return times;
  }

  private JournalOffset start(JournalOffset horizon, Set<OrgId> loaded, Map<String, String> refused)
      throws IOException {
    if (!Files.exists(catalogue())) {
      return JournalOffset.START;
    }
    try {
      Catalogue known = readCatalogue();
      if (known.offset().compareTo(horizon) > 0) {
        throw new DamagedFileException("it stands for a journal that this database does not hold");
      }
      boolean whole = refused.isEmpty() && loaded.containsAll(known.orgs());
      return whole ? known.offset() : JournalOffset.START;
    } catch (DamagedFileException e) {
      refused.put(catalogue().getFileName().toString(), e.getMessage());
      return JournalOffset.START;
    }
  }

  /** The orgs that have a file, and the offset up to which all files stand. */
  private record Catalogue(Set<OrgId> orgs, JournalOffset offset) {}

  private Catalogue readCatalogue() throws IOException {
    Set<OrgId> orgs = new HashSet<>();
    JournalOffset[] offset = {JournalOffset.START};
    BlockFile.read(
        catalogue(),
        MAGIC,
        in -> {
          if (!in.readUTF().equals(space.id())) {
            throw new DamagedFileException("it belongs to another space");
          }
          offset[0] = JournalOffset.parse(in.readUTF());
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            orgs.add(new OrgId(in.readUTF()));
          }
        });
    return new Catalogue(orgs, offset[0]);
  }

  private Set<OrgId> orgsOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<OrgId> orgs = new HashSet<>();
      files
          .map(file -> fileName.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(match -> orgs.add(new OrgId(match.group(1))));
      return orgs;
    }
  }

  /** Deletes what belongs to other spaces than these; the journal has their vectors. */
  public static void keepOnly(Path folder, Set<String> spaces) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> unwanted;
    try (Stream<Path> files = Files.list(folder)) {
      unwanted = files.filter(file -> isOfAnother(file, spaces)).toList();
    }
    for (Path file : unwanted) {
      Files.deleteIfExists(file);
      LOG.info("index deleted file={}", file.getFileName());
    }
  }

  private static boolean isOfAnother(Path file, Set<String> spaces) {
    Matcher name = ANY_SPACE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    String space = name.group("one") == null ? name.group("two") : name.group("one");
    return !spaces.contains(space);
  }

  /** {@code <org>-<space>.idx}. */
  public Path file(OrgId org) {
    return folder.resolve(org.value() + '-' + space.id() + ".idx");
  }

  private Path catalogue() {
    return folder.resolve(space.id() + ".catalogue");
  }
}
