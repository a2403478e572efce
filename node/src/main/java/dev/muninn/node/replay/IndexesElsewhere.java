package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The indexes of the query nodes that were members when a rebuild was asked for here. A node that
 * leaves or is started again in the middle has not made its own anew; one that comes later has read
 * its own when it started, and is not waited for.
 */
final class IndexesElsewhere implements Elsewhere {
  private final OtherRebuilds others;
  private final String rebuildId;
  private final Duration pause;
  private final Set<String> members;
  private final Set<String> waitedFor = new TreeSet<>();
  private final List<String> lost = new ArrayList<>();

  /**
   * @param pause between two questions
   */
  IndexesElsewhere(OtherRebuilds others, String rebuildId, Duration pause) {
    this.others = others;
    this.rebuildId = rebuildId;
    this.pause = pause;
    this.members = Set.copyOf(others.names());
  }

  @Override
  public void begin() {
    Set<String> expected = new TreeSet<>(members);
    Map<String, Optional<Rebuild>> told =
        told(others.start(rebuildId).toCompletableFuture().join());
    expected.addAll(told.keySet());
    for (String node : expected) {
      Optional<Rebuild> its = told.getOrDefault(node, Optional.empty());
      if (!told.containsKey(node)) {
        lose(node, "does not answer");
      } else if (its.filter(this::isThisOne).isEmpty()) {
        lose(node, "has another rebuild running");
      } else {
        waitedFor.add(node);
      }
    }
  }

  private boolean isThisOne(Rebuild rebuild) {
    return rebuild.rebuildId().equals(rebuildId);
  }

  @Override
  public List<String> awaitEnd() throws InterruptedException {
    look();
    while (!waitedFor.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      look();
    }
    return List.copyOf(lost);
  }

  /** Who is a member and silent may be slow, or away for a moment: it is asked again. */
  private void look() {
    if (waitedFor.isEmpty()) {
      return;
    }
    Map<String, Optional<Rebuild>> told = told(others.find(rebuildId).toCompletableFuture().join());
    Set<String> still = others.names();
    for (String node : List.copyOf(waitedFor)) {
      if (told.containsKey(node)) {
        if (told.get(node).isEmpty()) {
          lose(node, "was started again in the middle");
        } else if (told.get(node).get().endedAt().isPresent()) {
          waitedFor.remove(node);
        }
      } else if (!still.contains(node)) {
        lose(node, "left in the middle");
      }
    }
  }

  private void lose(String node, String why) {
    waitedFor.remove(node);
    lost.add("the indexes of " + node + " were not rebuilt: it " + why);
  }

  private static Map<String, Optional<Rebuild>> told(List<Told> answers) {
    Map<String, Optional<Rebuild>> byNode = new HashMap<>();
    answers.forEach(one -> byNode.put(one.node(), one.rebuild()));
    return byNode;
  }
}
