package dev.muninn.node.bench.workers;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.pipeline.HandOverRun;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.node.bench.TemporaryReplay;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU that it takes to claim items, to hand them to a worker and to take its answers, without
 * the journal and the views: of this thread and of the database's processes.
 */
final class HandOverCost {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("bench", "1", 512);
  private static final OrgId ORG = new OrgId("bench");
  private static final int BATCH = 25;
  private static final long SEQ_NR = 5;

  private HandOverCost() {}

  /**
   * Milliseconds an item.
   *
   * @param java of claims and their ends in this JVM
   * @param database of the same in PostgreSQL
   * @param messages of writing and reading what goes to a worker and back
   */
  record Cost(double java, double database, double messages) {
    double all() {
      return java + database + messages;
    }
  }

  static Cost measure(int items) throws IOException, SQLException {
    Config config = ClusterConfig.settings();
    try (TemporaryReplay replay = TemporaryReplay.open()) {
      HandOverRun run =
          new HandOverRun(replay.databases().writer(), config.getConfig("muninn.ingest.pipeline"));
      // the first round warms up
      owe(replay, "w", items);
      run.all(SPACE, BATCH, SEQ_NR);
      owe(replay, "x", items);
      Duration database = replay.databaseCpu();
      long java = threadNanos();
      int done = run.all(SPACE, BATCH, SEQ_NR);
      double javaMs = (threadNanos() - java) / 1e6 / done;
      double databaseMs = replay.databaseCpu().minus(database).toNanos() / 1e6 / done;
      return new Cost(javaMs, databaseMs, messages(config, items));
    }
  }

  private static void owe(TemporaryReplay replay, String prefix, int items) throws SQLException {
    try (Connection writer = replay.databases().writer().getConnection();
        Statement insert = writer.createStatement()) {
      insert.executeUpdate("DELETE FROM pipeline.pipeline_work");
      insert.executeUpdate("DELETE FROM ops.work_lease");
      insert.executeUpdate(
          """
          INSERT INTO pipeline.pipeline_work
                 (org, media_id, stage, space, lane, not_before, attempts, seq_nr)
          SELECT '%s', rpad('%s' || translate(n::text, '0123456789', 'abcdefghij'), 26, 'z'),
                 'embed', '%s', 1, now() - n * interval '1 second', 0, 2
            FROM generate_series(1, %d) AS n"""
              .formatted(ORG.value(), prefix, SPACE.id(), items));
    }
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double messages(Config config, int items) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "messages",
            ConfigFactory.parseString("akka.actor.provider = local").withFallback(config));
    try {
      Serialization serialization = SerializationExtension.get(system);
      WorkerCommand.Embed embed =
          new WorkerCommand.Embed("b".repeat(36), SPACE, tasks(), system.ignoreRef());
      EmbeddingSignal.Answered answered =
          new EmbeddingSignal.Answered("b".repeat(36), SPACE, "worker", answers(embed.tasks()));
      long begin = 0;
      for (int round = 0; round < 2; round++) {
        begin = threadNanos();
        for (int done = 0; done < items; done += BATCH) {
          read(serialization, embed);
          read(serialization, answered);
        }
      }
      return (threadNanos() - begin) / 1e6 / items;
    } finally {
      system.terminate();
    }
  }

  private static void read(Serialization serialization, Object message) {
    byte[] bytes = serialization.serialize(message).get();
    Object back = serialization.deserialize(bytes, message.getClass()).get();
    if (!message.getClass().isInstance(back)) {
      throw new IllegalStateException("a message came back as " + back);
    }
  }

  private static List<EmbedTask> tasks() {
    List<EmbedTask> tasks = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      MediaId item = new MediaId(String.valueOf((char) ('a' + i)).repeat(26));
      DerivedKey proxy = DerivedKey.of(ORG, item, RunId.random(), "proxy-00.jpg");
      tasks.add(new EmbedTask(ORG, item, List.of(new Segment(0, 0, 0, proxy))));
    }
    return tasks;
  }

  private static List<EmbedAnswer> answers(List<EmbedTask> tasks) {
    float[] raw = new float[SPACE.dimension()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = i % 13 - 6;
    }
    Embedding vector = Embedding.canonical(raw);
    return tasks.stream()
        .<EmbedAnswer>map(
            task ->
                new EmbedAnswer.Vectors(
                    task.org(),
                    task.mediaId(),
                    List.of(new SegmentVector(0, vector)),
                    List.of(),
                    Instant.now(),
                    1))
        .toList();
  }
}
