package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedAnswer.Vectors;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts answers into messages that fit between nodes: each stays below 128 KiB, half of what a frame
 * holds. Sizes are estimated a little too large.
 */
final class AnswerParts {
  private static final int MOST_BYTES = 112 * 1024;

  /** Ids, names of fields, time. */
  private static final int AROUND_AN_ANSWER = 300;

  private static final int AROUND_A_VECTOR = 32;
  private static final int AROUND_A_LABEL = 40;
  private static final int BYTES_A_SEGMENT_NUMBER = 3;
  private static final int BYTES_A_CHARACTER = 3;

  private AnswerParts() {}

  /** The answers of each message; together they say what was given. */
  static List<List<EmbedAnswer>> of(List<EmbedAnswer> answers) {
    List<List<EmbedAnswer>> messages = new ArrayList<>();
    long left = 0;
    for (EmbedAnswer answer : answers) {
      for (EmbedAnswer part : parts(answer)) {
        long bytes = bytes(part);
        if (bytes > left) {
          messages.add(new ArrayList<>());
          left = MOST_BYTES;
        }
        messages.get(messages.size() - 1).add(part);
        left -= bytes;
      }
    }
    return messages;
  }

  private static List<EmbedAnswer> parts(EmbedAnswer answer) {
    if (!(answer instanceof Vectors whole) || bytes(whole) <= MOST_BYTES) {
      return List.of(answer);
    }
    List<List<SegmentVector>> cut = new ArrayList<>();
    long left = MOST_BYTES - bytes(whole.labels());
    cut.add(new ArrayList<>());
    for (SegmentVector vector : whole.vectors()) {
      if (bytes(vector) > left && !cut.get(cut.size() - 1).isEmpty()) {
        cut.add(new ArrayList<>());
        left = MOST_BYTES;
      }
      cut.get(cut.size() - 1).add(vector);
      left -= bytes(vector);
    }
    List<EmbedAnswer> parts = new ArrayList<>();
    for (List<SegmentVector> some : cut) {
      int part = parts.size() + 1;
      parts.add(
          new Vectors(
              whole.org(),
              whole.mediaId(),
              part,
              cut.size(),
              some,
              part == 1 ? whole.labels() : List.of(),
              whole.startedAt(),
              whole.elapsedMs()));
    }
    return parts;
  }

  private static long bytes(EmbedAnswer answer) {
    if (answer instanceof Vectors vectors) {
      return AROUND_AN_ANSWER
          + bytes(vectors.labels())
          + vectors.vectors().stream().mapToLong(AnswerParts::bytes).sum();
    }
    EmbedAnswer.Refused refused = (EmbedAnswer.Refused) answer;
    return AROUND_AN_ANSWER + (long) BYTES_A_CHARACTER * refused.failure().detail().length();
  }

  private static long bytes(SegmentVector vector) {
    return AROUND_A_VECTOR + (long) Float.BYTES * vector.vector().dimension();
  }

  private static long bytes(List<Label> labels) {
    return labels.stream()
        .mapToLong(
            label ->
                AROUND_A_LABEL
                    + (long) BYTES_A_CHARACTER * label.text().length()
                    + (long) BYTES_A_SEGMENT_NUMBER * label.segments().size())
        .sum();
  }
}
