package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.serialization.SerializationExtension;
import com.typesafe.config.ConfigFactory;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sizes of answers as they go between nodes. */
class AnswerPartsTest {
  private static final int MOST_BYTES = 128 * 1024;
  private static final OrgId ORG = new OrgId("o".repeat(32));
  private static final MediaId ITEM = new MediaId("m".repeat(26));
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
              "akka.actor.serialization-bindings"
                  + " { \"dev.muninn.media.signal.CborSerializable\" = jackson-cbor }"));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static EmbedAnswer.Vectors video(int segments, int dimension) {
    float[] raw = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      raw[i] = i % 7 - 3;
    }
    Embedding vector = Embedding.canonical(raw);
    List<SegmentVector> vectors = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      vectors.add(new SegmentVector(i, vector));
    }
    List<Integer> everywhere = IntStream.range(0, segments).boxed().toList();
    return new EmbedAnswer.Vectors(
        ORG,
        ITEM,
        vectors,
        Collections.nCopies(32, new Label("l".repeat(60), 0.123456789, everywhere)),
        Instant.parse("2026-01-01T00:00:00.123456789Z"),
        Long.MAX_VALUE);
  }

  private static EmbeddingSignal.Answered message(List<EmbedAnswer> answers) {
    return new EmbeddingSignal.Answered(
        "b".repeat(36),
        new EmbeddingSpace("m".repeat(60), "v".repeat(60), 4096),
        "n".repeat(64),
        answers);
  }

  /** The answers of all messages, after each went through the serialization of a cluster. */
  private static List<EmbedAnswer> sent(List<EmbedAnswer> answers) {
    var serialization = SerializationExtension.get(KIT.system());
    List<EmbedAnswer> arrived = new ArrayList<>();
    for (List<EmbedAnswer> some : AnswerParts.of(answers)) {
      byte[] bytes = serialization.serialize(message(some)).get();
      assertTrue(bytes.length < MOST_BYTES, bytes.length + " bytes");
      EmbeddingSignal.Answered read =
          serialization.deserialize(bytes, EmbeddingSignal.Answered.class).get();
      arrived.addAll(read.answers());
    }
    return arrived;
  }

  @Test
  void sixteenVideosOf512SegmentsComeInParts() {
    EmbedAnswer.Vectors video = video(512, 512);
    List<EmbedAnswer> arrived = sent(Collections.nCopies(16, video));
    List<SegmentVector> vectors = new ArrayList<>();
    for (EmbedAnswer answer : arrived) {
      EmbedAnswer.Vectors part = (EmbedAnswer.Vectors) answer;
      assertEquals(part.part() == 1, !part.labels().isEmpty());
      vectors.addAll(part.vectors());
    }
    assertEquals(
        Collections.nCopies(16, video.vectors()).stream().flatMap(List::stream).toList(), vectors);
    EmbedAnswer.Vectors last = (EmbedAnswer.Vectors) arrived.get(arrived.size() - 1);
    assertEquals(last.parts(), last.part());
  }

  @Test
  void aVideoInTheWidestSpaceComesInParts() {
    assertEquals(
        512,
        sent(List.of(video(512, 4096))).stream()
            .mapToInt(part -> ((EmbedAnswer.Vectors) part).vectors().size())
            .sum());
  }

  @Test
  void picturesOfABatchShareMessages() {
    List<EmbedAnswer> pictures = Collections.nCopies(256, video(1, 512));
    assertEquals(pictures, sent(pictures));
    assertTrue(AnswerParts.of(pictures).size() < pictures.size() / 8);
  }

  @Test
  void refusalsAreToldAsTheyAre() {
    EmbedAnswer refused =
        new EmbedAnswer.Refused(
            ORG,
            ITEM,
            new StageFailure(ErrorCode.MODEL_FAILED, "ß".repeat(StageFailure.MAX_DETAIL)),
            Instant.EPOCH,
            1);
    assertEquals(Collections.nCopies(256, refused), sent(Collections.nCopies(256, refused)));
  }
}
