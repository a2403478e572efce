package dev.muninn.node.bench;

import com.typesafe.config.Config;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.GpuModule;
import dev.muninn.gpu.GpuSettings;
import dev.muninn.ingest.media.DecodingSettings;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.stage.LocalPass;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.Segment;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.StageResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/**
 * The work itself, without anything around it: each file is hashed and copied with the syncs of an
 * upload, stored, described and previewed by the same decoders, and embedded by the same model, on
 * as many threads as the node uses. No actors, no journal, no database, no HTTP.
 */
final class BareLoop implements AutoCloseable {
  private static final OrgId ORG = new OrgId("bare");
  private static final int BUFFER = 1 << 16;

  private final StorageModule storage;
  private final DecodingTools tools;
  private final GpuModule gpu;
  private final LocalPass pass;
  private final ExecutorService threads;

  BareLoop(Path folder) throws IOException {
    DataFolder data = new DataFolder(folder);
    Files.createDirectories(data.tmp());
    Config config = ClusterConfig.settings();
    storage =
        StorageModule.open(data, StorageSettings.of(config), source -> Optional.empty(), null);
    tools =
        DecodingTools.start(
            DecodingSettings.of(
                config.getConfig("muninn.ingest.media"), data.tmp().resolve("programs")));
    gpu = GpuModule.load(GpuSettings.of(config, data.models()));
    threads = Executors.newFixedThreadPool(config.getInt("muninn.ingest.pipeline.parallelism"));
    pass =
        new LocalPass(
            storage.blobs(),
            storage.staging(),
            storage.sourceFiles(),
            storage.derived(),
            tools,
            Runnable::run,
            Clock.systemUTC());
  }

  /** Does all files; the seconds that it took. */
  double seconds(List<Path> files) {
    long before = System.nanoTime();
    Queue<CompletionStage<List<ImageOutcome>>> embedding = new ConcurrentLinkedQueue<>();
    CompletableFuture<?>[] running =
        files.stream()
            .map(file -> CompletableFuture.runAsync(() -> embedding.add(item(file)), threads))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(running).join();
    for (CompletionStage<List<ImageOutcome>> one : embedding) {
      one.toCompletableFuture().join().forEach(BareLoop::requireSeen);
    }
    return (System.nanoTime() - before) / 1e9;
  }

  private static void requireSeen(ImageOutcome outcome) {
    if (outcome instanceof ImageOutcome.Refused refused) {
      throw new IllegalStateException("a picture of the benchmark was refused: " + refused);
    }
  }

  private CompletionStage<List<ImageOutcome>> item(Path file) {
    try {
      StageOutcome outcome =
          pass.run(new StageInput(facts(received(file)), 1, "bare", Set.of()))
              .toCompletableFuture()
              .join();
      if (outcome.failure().isPresent()) {
        throw new IllegalStateException(file + ": " + outcome.failure());
      }
      return gpu.model().embedImages(proxies(outcome));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /** As an upload is received: hashed, sniffed, synced. */
  private StagedBlob received(Path file) throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG);
        FileChannel in = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (in.read(buffer) >= 0) {
        write.write(buffer.flip());
        buffer.clear();
      }
      return write.seal();
    }
  }

  private static ItemFacts facts(StagedBlob blob) {
    return new ItemFacts(
        ORG,
        MediaId.ofBytes(Arrays.copyOf(blob.hash().toBytes(), 16)),
        blob.hash(),
        blob.size(),
        blob.type(),
        Custody.COPY,
        List.of(new ByteOrigin.Staged(blob.ref())),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        false,
        Set.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW));
  }

  private List<Path> proxies(StageOutcome outcome) {
    return outcome.results().stream()
        .filter(StageResult.Previewed.class::isInstance)
        .map(StageResult.Previewed.class::cast)
        .flatMap(previewed -> previewed.segments().stream())
        .map(Segment::proxy)
        .map(storage.derived()::path)
        .toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    gpu.close();
    try {
      tools.close();
    } catch (RuntimeException trouble) {
      LoggerFactory.getLogger(BareLoop.class).warn("the decoders did not end", trouble);
    }
  }
}
