package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.gpu.worker.EmbeddingWorker.Message.Embedded;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import dev.muninn.media.StageFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One answer an item, from the outcomes of its segments. */
final class BatchAnswers {
  /** The most labels that are told of an item. */
  private static final int MAX_LABELS = 10;

  private BatchAnswers() {}

  static List<EmbedAnswer> of(Embedded done, long elapsedMs) {
    List<EmbedAnswer> answers = new ArrayList<>();
    int from = 0;
    for (EmbedTask task : done.batch().tasks()) {
      int to = from + task.segments().size();
      answers.add(
          done.trouble().isPresent()
              ? refused(task, failure(done.trouble().get()), done.startedAt(), elapsedMs)
              : answer(task, done.outcomes().subList(from, to), done.startedAt(), elapsedMs));
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
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ImageOutcome outcome = outcomes.get(i);
      if (outcome instanceof ImageOutcome.Refused refused) {
        return refused(task, refused.failure(), startedAt, elapsedMs);
      }
      if (outcome instanceof ImageOutcome.Seen seen) {
        vectors.add(new SegmentVector(task.segments().get(i).index(), seen.vector()));
        seen.labels().forEach(label -> scores.merge(label.text(), label.score(), Math::max));
      }
    }
    return new EmbedAnswer.Vectors(
        task.org(), task.mediaId(), vectors, best(scores), startedAt, elapsedMs);
  }

  private static List<Label> best(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(e -> new Label(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingDouble(Label::score).reversed())
        .limit(MAX_LABELS)
        .toList();
  }

  private static EmbedAnswer refused(
      EmbedTask task, StageFailure failure, Instant startedAt, long elapsedMs) {
    return new EmbedAnswer.Refused(task.org(), task.mediaId(), failure, startedAt, elapsedMs);
  }
}
