package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.gpu.worker.WorkerMessage.Embedded;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import dev.muninn.media.StageFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One answer an item, from the outcomes of its segments. */
final class BatchAnswers {
  /** The most labels that are told of a picture, and of an item with several segments. */
  private static final int MAX_LABELS = 10;

  private static final int MAX_LABELS_OF_MANY = 32;

  private BatchAnswers() {}

  static List<EmbedAnswer> of(Embedded done, Instant begun, long elapsedMs) {
    List<EmbedAnswer> answers = new ArrayList<>();
    int from = 0;
    for (EmbedTask task : done.batch().tasks()) {
      int to = from + task.segments().size();
      answers.add(
          done.trouble().isPresent()
              ? refused(task, failure(done.trouble().get()), begun, elapsedMs)
              : answer(task, done.outcomes().subList(from, to), begun, elapsedMs));
      from = to;
    }
    return answers;
  }

  private static StageFailure failure(Throwable trouble) {
    return new StageFailure(ErrorCode.MODEL_FAILED, String.valueOf(trouble.getMessage()));
  }

  /** An item is refused as a whole: half of a video's segments would look like all of them. */
  private static EmbedAnswer answer(
      EmbedTask task, List<ImageOutcome> outcomes, Instant startedAt, long elapsedMs) {
    List<SegmentVector> vectors = new ArrayList<>();
    Map<String, Sighting> sightings = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ImageOutcome outcome = outcomes.get(i);
      if (outcome instanceof ImageOutcome.Refused refused) {
        return refused(task, refused.failure(), startedAt, elapsedMs);
      }
      if (outcome instanceof ImageOutcome.Seen seen) {
        int segment = task.segments().get(i).index();
        vectors.add(new SegmentVector(segment, seen.vector()));
        seen.labels()
            .forEach(
                label ->
                    sightings
                        .computeIfAbsent(label.text(), t -> new Sighting())
                        .add(label, segment));
      }
    }
    return new EmbedAnswer.Vectors(
        task.org(),
        task.mediaId(),
        vectors,
        best(sightings, outcomes.size() > 1),
        startedAt,
        elapsedMs);
  }

  /** Where a label was seen in an item, and how surely at best. */
  private static final class Sighting {
    private final Set<Integer> segments = new TreeSet<>();
    private double score;

    void add(Label label, int segment) {
      score = Math.max(score, label.score());
      segments.add(segment);
    }

    Label label(String text, boolean many) {
      return new Label(text, score, many ? List.copyOf(segments) : List.of());
    }
  }

  private static List<Label> best(Map<String, Sighting> sightings, boolean many) {
    return sightings.entrySet().stream()
        .map(e -> e.getValue().label(e.getKey(), many))
        .sorted(Comparator.comparingDouble(Label::score).reversed())
        .limit(many ? MAX_LABELS_OF_MANY : MAX_LABELS)
        .toList();
  }

  private static EmbedAnswer refused(
      EmbedTask task, StageFailure failure, Instant startedAt, long elapsedMs) {
    return new EmbedAnswer.Refused(task.org(), task.mediaId(), failure, startedAt, elapsedMs);
  }
}
