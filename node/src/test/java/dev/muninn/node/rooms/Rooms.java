package dev.muninn.node.rooms;

import java.util.List;

/** Which package may use what: the table that {@code ArchitectureTest} holds. */
public final class Rooms {
  private static final String MEDIA = "dev.muninn.media";
  private static final String SIGNAL = "dev.muninn.media.signal";
  private static final String EMBEDDING = "dev.muninn.embedding";
  private static final String SEARCH = "dev.muninn.search";
  private static final String LANGUAGE = "dev.muninn.search.language";
  private static final String BLOB = "dev.muninn.blob";
  private static final String CATALOG = "dev.muninn.catalog";
  private static final String HASH = "dev.muninn.hash";
  private static final String JACKSON_WORDS = "com.fasterxml.jackson.annotation";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String ACTORS = "akka.actor..";
  private static final String AKKA = "akka..";
  private static final String CONFIG = "com.typesafe.config..";
  private static final String ROARING = "org.roaringbitmap..";
  private static final String LUCENE = "org.apache.lucene..";

  public static final List<Room> ALL =
      List.of(
          // media-model
          Room.of(MEDIA, JACKSON_WORDS),
          Room.of(HASH, MEDIA),
          Room.of(SIGNAL, MEDIA, EMBEDDING, JACKSON_WORDS, ACTORS, "akka.cluster.sharding.typed.."),
          Room.of(EMBEDDING, MEDIA, SIGNAL, HASH, JACKSON_WORDS, ACTORS, "akka"),
          Room.of(SEARCH, MEDIA, CATALOG),
          Room.of(LANGUAGE, SEARCH, MEDIA, CATALOG),
          Room.of(BLOB, MEDIA),
          Room.of(CATALOG, MEDIA, SIGNAL, BLOB, SEARCH),
          // cluster-config
          Room.of("dev.muninn.cluster", "dev.muninn.cluster.jdbc", CONFIG, AKKA),
          Room.of(
              "dev.muninn.cluster.jdbc",
              "dev.muninn.cluster",
              CONFIG,
              "com.zaxxer.hikari..",
              "org.flywaydb..",
              "org.postgresql..",
              "org.apache.commons.compress..",
              "org.tukaani..",
              AKKA),
          Room.of(
              "dev.muninn.cluster.journal",
              "dev.muninn.cluster",
              "dev.muninn.cluster.jdbc",
              CONFIG,
              "org.postgresql..",
              AKKA),
          Room.of(
              "dev.muninn.cluster.trust",
              "dev.muninn.cluster",
              CONFIG,
              "org.bouncycastle..",
              "akka.actor",
              "akka.cluster",
              "akka.remote.artery.tcp"),
          Room.of(
              "dev.muninn.cluster.internal",
              "dev.muninn.cluster",
              "dev.muninn.cluster.trust",
              CONFIG,
              JACKSON,
              AKKA),
          // ingest-actors
          Room.of(
              "dev.muninn.ingest",
              "dev.muninn.ingest..",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              EMBEDDING,
              BLOB,
              CATALOG,
              HASH,
              CONFIG,
              AKKA),
          Room.of("dev.muninn.ingest.entity", MEDIA, SIGNAL, EMBEDDING, CATALOG, AKKA),
          Room.of(
              "dev.muninn.ingest.pipeline",
              JACKSON,
              "dev.muninn.ingest.pipeline.story",
              "dev.muninn.ingest.stage",
              "dev.muninn.ingest.entity",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              EMBEDDING,
              BLOB,
              CATALOG,
              CONFIG,
              AKKA),
          Room.of(
              "dev.muninn.ingest.share", "dev.muninn.cluster.internal", MEDIA, BLOB, HASH, AKKA),
          Room.of(
              "dev.muninn.ingest.space",
              "dev.muninn.ingest.entity",
              "dev.muninn.ingest.pipeline",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              EMBEDDING,
              CATALOG,
              AKKA,
              "scala.concurrent"),
          Room.of(
              "dev.muninn.ingest.pipeline.story",
              "dev.muninn.ingest.entity",
              "dev.muninn.cluster.journal",
              MEDIA,
              SIGNAL,
              EMBEDDING,
              CATALOG),
          Room.of(
              "dev.muninn.ingest.pipeline.feed",
              "dev.muninn.ingest.pipeline.story",
              "dev.muninn.cluster.journal",
              MEDIA,
              SIGNAL,
              CATALOG,
              AKKA),
          Room.of(
              "dev.muninn.ingest.stage",
              "dev.muninn.ingest.media",
              MEDIA,
              SIGNAL,
              EMBEDDING,
              BLOB,
              HASH,
              AKKA),
          Room.of(
              "dev.muninn.ingest.storage",
              "dev.muninn.cluster",
              "dev.muninn.ingest.stage",
              "dev.muninn.cluster.jdbc",
              MEDIA,
              BLOB,
              HASH,
              CONFIG,
              AKKA),
          Room.of(
              "dev.muninn.ingest.integrity",
              "dev.muninn.ingest.storage",
              "dev.muninn.ingest.stage",
              "dev.muninn.ingest.entity",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              BLOB,
              CATALOG,
              CONFIG,
              AKKA),
          Room.of(
              "dev.muninn.ingest.media",
              "dev.muninn.ingest.media.child",
              MEDIA,
              CONFIG,
              "com.adobe.internal.xmp..",
              "com.drew..",
              "com.twelvemonkeys..",
              JACKSON,
              "org.bytedeco..",
              AKKA),
          Room.of(
              "dev.muninn.ingest.media.child",
              MEDIA,
              "com.drew..",
              "com.twelvemonkeys..",
              "org.w3c.."),
          Room.of("dev.muninn.ingest.wake", MEDIA, CATALOG, CONFIG, AKKA),
          Room.of(
              "dev.muninn.ingest.source",
              "dev.muninn.ingest.storage",
              "dev.muninn.ingest.stage",
              "dev.muninn.ingest.entity",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              BLOB,
              CATALOG,
              HASH,
              CONFIG,
              AKKA),
          // gpu-node
          Room.of("dev.muninn.gpu", "dev.muninn.gpu..", EMBEDDING, MEDIA, BLOB, CONFIG, AKKA),
          Room.of("dev.muninn.gpu.pack", EMBEDDING, MEDIA, JACKSON),
          Room.of(
              "dev.muninn.gpu.runtime",
              "dev.muninn.gpu.pack",
              EMBEDDING,
              MEDIA,
              JACKSON,
              "ai.djl..",
              "ai.onnxruntime.."),
          Room.of(
              "dev.muninn.gpu.worker",
              "dev.muninn.gpu.runtime",
              EMBEDDING,
              MEDIA,
              BLOB,
              HASH,
              AKKA),
          // query-side
          Room.of(
              "dev.muninn.query",
              "dev.muninn.query..",
              "dev.muninn.cluster..",
              EMBEDDING,
              SEARCH,
              CATALOG,
              MEDIA,
              SIGNAL,
              CONFIG,
              AKKA),
          Room.of(
              "dev.muninn.query.view",
              "dev.muninn.cluster.journal",
              SEARCH,
              SIGNAL,
              HASH,
              "dev.muninn.cluster.jdbc",
              MEDIA,
              EMBEDDING,
              CATALOG,
              JACKSON),
          Room.of("dev.muninn.query.index.kernel.simd", "jdk.incubator.vector"),
          Room.of("dev.muninn.query.index.kernel", "dev.muninn.query.index.kernel.simd"),
          Room.of("dev.muninn.query.index.graph", "dev.muninn.query.index.kernel", ROARING),
          Room.of(
              "dev.muninn.query.facet",
              "dev.muninn.query.view",
              SEARCH,
              SIGNAL,
              HASH,
              MEDIA,
              CATALOG,
              ROARING),
          Room.of(
              "dev.muninn.query.index",
              "dev.muninn.query.facet",
              "dev.muninn.query.index.graph",
              "dev.muninn.query.index.kernel",
              SIGNAL,
              EMBEDDING,
              MEDIA,
              CATALOG,
              HASH,
              "dev.muninn.cluster.journal",
              "com.github.jelmerk..",
              ROARING),
          Room.of(
              "dev.muninn.query.text",
              "dev.muninn.query.view",
              "dev.muninn.cluster.journal",
              LANGUAGE,
              SIGNAL,
              MEDIA,
              LUCENE,
              "org.tartarus.snowball.."),
          Room.of(
              "dev.muninn.query.projection",
              "dev.muninn.query.text",
              "dev.muninn.query.view",
              "dev.muninn.query.facet",
              "dev.muninn.query.index",
              "dev.muninn.cluster..",
              EMBEDDING,
              MEDIA,
              SIGNAL,
              CATALOG,
              AKKA),
          Room.of(
              "dev.muninn.query.search",
              "dev.muninn.query.text",
              LUCENE,
              "dev.muninn.query.view",
              "dev.muninn.query.facet",
              "dev.muninn.query.index",
              "dev.muninn.cluster..",
              EMBEDDING,
              SEARCH,
              LANGUAGE,
              CATALOG,
              MEDIA,
              ROARING),
          Room.of(
              "dev.muninn.query.inspect",
              "dev.muninn.query.index",
              "dev.muninn.cluster.jdbc",
              SEARCH,
              CATALOG,
              MEDIA,
              EMBEDDING),
          // http-gateway: one table for the resources, they differ in what they translate only
          Room.of(
              "dev.muninn.http..",
              "dev.muninn.http..",
              "dev.muninn.cluster..",
              MEDIA,
              SIGNAL,
              SEARCH,
              LANGUAGE,
              BLOB,
              CATALOG,
              JACKSON,
              CONFIG,
              AKKA,
              "com.nimbusds..",
              "org.bouncycastle..",
              "io.micrometer.."),
          // node: everything
          Room.of("dev.muninn.node..", Room.EVERYTHING));

  /** The packages that speak SQL. */
  public static final List<String> SPEAK_SQL =
      List.of(
          "dev.muninn.cluster..",
          "dev.muninn.ingest",
          "dev.muninn.ingest.integrity",
          "dev.muninn.ingest.pipeline",
          "dev.muninn.ingest.space",
          "dev.muninn.ingest.source",
          "dev.muninn.ingest.storage",
          "dev.muninn.query",
          "dev.muninn.query.view",
          "dev.muninn.query.projection",
          "dev.muninn.query.search",
          "dev.muninn.query.inspect",
          "dev.muninn.http.auth",
          "dev.muninn.http.idempotency",
          "dev.muninn.http.problem",
          "dev.muninn.node..");

  private Rooms() {}
}
