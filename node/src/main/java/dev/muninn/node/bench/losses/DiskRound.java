package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.chaos.ChaosDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One node of three loses its disks while pictures are sent to all. Pool, staging and derived files
 * are one store for all nodes, so where that is full no node can help; what a home has is a store
 * that all of them mount, and a disk of each node's own for its data folder (logs, search index,
 * models). So first the node's own disk fills up, below its floor and then to the last byte; then
 * the store is unmounted on that node, where an empty folder is left.
 */
final class DiskRound implements Round {
  private static final Set<String> WRITING = Set.of("store", "preview");
  private static final Set<String> ON_FILES = Set.of("store", "describe", "preview");
  private static final List<String> FAULTS =
      List.of("StageFailed", "Quarantined", "DamageFound", "DerivedLost");
  private static final int NO_ROOM = 507;
  private static final int UNAVAILABLE = 503;
  private static final int GOOD = 200;

  private final HomeDisks disks;

  DiskRound(HomeDisks disks) {
    this.disks = disks;
  }

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    Load load = new Load(cluster);
    load.items(6);
    List<Sender> senders = load.senders(Sender.Manners.PATIENT_WITHOUT_ROOM);
    Outage outage = new Outage(cluster, disks.node(cluster), goals, senders);
    outage.before();

    outage.during(
        new Outage.Kind("its disk is below the floor", NO_ROOM, GOOD, WRITING),
        disks::fillBelowFloor);
    outage.during(new Outage.Kind("its disk is full", NO_ROOM, GOOD, WRITING), disks::fill);
    disks.empty();
    outage.after("there is room again");

    outage.during(
        new Outage.Kind("the store is unmounted", UNAVAILABLE, UNAVAILABLE, ON_FILES),
        disks::unmountStore);
    goals.none("file in the empty mount point", disks.writtenBeneath());
    disks.mountStore();
    outage.after("the store is mounted again");

    new Aftermath(cluster, goals).judgeServed(senders);
    goals.none("failure, damage or loss entered for what a node lacked", entered(cluster));
  }

  /** What a node lacks another one has: that is no part of an item's story. */
  private static List<String> entered(LossCluster cluster) throws IOException, SQLException {
    List<String> found = new ArrayList<>();
    try (ChaosDatabase journal = cluster.database().journal()) {
      journal.lives(
          life ->
              FAULTS.stream()
                  .filter(fault -> life.of(fault) > 0)
                  .forEach(fault -> found.add(fault + " of " + life.id())));
    }
    return found;
  }
}
