package dev.muninn.ingest.reach;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds which storage this node reaches, and tells the other nodes. */
public final class ReachWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ReachWatch.class);

  private final NodeReach reach;
  private final ReachTable table;
  private final String node;
  private Map<String, String> told = Map.of();

  private ReachWatch(NodeReach reach, ReachTable table, String node) {
    this.reach = reach;
    this.table = table;
    this.node = node;
  }

  /**
   * Begins to look.
   *
   * @param node its name; what it reaches is told under it
   */
  public static Cancellable start(
      ActorSystem<?> system,
      NodeReach reach,
      DataSource writer,
      String node,
      Duration every,
      Executor blocking) {
    ReachWatch watch = new ReachWatch(reach, new ReachTable(writer), node);
    return system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO, every, () -> blocking.execute(watch::look), system.executionContext());
  }

  /** For a node that is alone: what others said before is nothing that items wait for. */
  public static void nobodyElse(DataSource writer) {
    new ReachTable(writer).clear();
  }

  private synchronized void look() {
    try {
      reach.look();
      Map<String, String> troubles = reach.troubles();
      table.save(node, troubles);
      if (!troubles.equals(told)) {
        troubles.forEach(this::log);
        told = troubles;
      }
    } catch (RuntimeException e) {
      LOG.warn("event=reach-not-told", e);
    }
  }

  private void log(String what, String trouble) {
    if (!trouble.equals(told.getOrDefault(what, ""))) {
      String storage = what.isEmpty() ? "store" : what;
      if (trouble.isEmpty()) {
        LOG.info("event=storage-in-reach storage={}", storage);
      } else {
        LOG.warn("event=storage-out-of-reach storage={} {}", storage, trouble);
      }
    }
  }
}
