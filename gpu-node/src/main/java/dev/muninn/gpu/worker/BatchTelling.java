package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.gpu.worker.WorkerMessage.Embedded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a dispatcher what came of a batch. Belongs to one actor. */
final class BatchTelling {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTelling.class);

  private final Paces paces;
  private final String node;
  private final Clock clock;

  /**
   * @param node the name under which this node's work is told
   */
  BatchTelling(Paces paces, String node, Clock clock) {
    this.paces = paces;
    this.node = node;
    this.clock = clock;
  }

  /** It will not be done here, and that is no fault of the items. */
  void decline(WorkerCommand.Embed batch, String words) {
    batch.replyTo().tell(new EmbeddingSignal.Declined(batch.batchId(), node, words));
  }

  /** There is no model of its space, or none any more. */
  void declineForeign(WorkerCommand.Embed batch) {
    EmbeddingSpace space = batch.space();
    decline(batch, "this worker holds no model of " + space.id() + " (any more)");
  }

  /** Answers each item. */
  void answer(Embedded done) {
    WorkerCommand.Embed batch = done.batch();
    done.trouble()
        .ifPresent(trouble -> LOG.warn("event=batch-failed space={}", batch.space().id(), trouble));
    int pictures = batch.tasks().stream().mapToInt(task -> task.segments().size()).sum();
    Instant now = clock.instant();
    Instant begun =
        paces.done(batch.space(), batch.tasks().size(), pictures, done.startedAt(), now);
    long elapsedMs = Duration.between(begun, now).toMillis();
    List<EmbedAnswer> answers = BatchAnswers.of(done, begun, elapsedMs);
    for (List<EmbedAnswer> some : AnswerParts.of(answers)) {
      batch
          .replyTo()
          .tell(new EmbeddingSignal.Answered(batch.batchId(), batch.space(), node, some));
    }
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
    LOG.debug("event=embedded items={} elapsedMs={}", answers.size(), elapsedMs);
  }
}
