package dev.muninn.ingest.pipeline;

import com.typesafe.config.Config;
import dev.muninn.embedding.EmbeddingSpace;
import java.util.List;
import javax.sql.DataSource;

/**
 * Claims all work of a space in batches and settles each item, as dispatchers do it around a
 * worker's time, and nothing else: for a measurement of what that costs. Blocking; everything in
 * this JVM happens on the calling thread.
 */
public final class HandOverRun {
  private static final String NODE = "hand-over-run";

  private final WorkLeases leases;

  /**
   * @param pipeline the block {@code muninn.ingest.pipeline}
   */
  public HandOverRun(DataSource writer, Config pipeline) {
    this.leases = new WorkLeases(writer, NODE, NODE, PipelineSettings.of(pipeline));
  }

  /**
   * @param seqNr above that of the rows, so that each is claimed once
   * @return how many items were claimed and settled
   */
  public int all(EmbeddingSpace space, int batch, long seqNr) {
    int items = 0;
    Turn turn = Turn.of(Pass.EMBED, space.id()).by(NODE);
    for (List<Lease> some = leases.claim(turn, batch);
        !some.isEmpty();
        some = leases.claim(turn, batch)) {
      some.forEach(lease -> leases.settle(lease, seqNr));
      items += some.size();
    }
    return items;
  }
}
