package dev.muninn.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The nodes of the cluster as this one sees them (port). Thread-safe. */
public interface ClusterNodes {

  /** All members, by name. What a node that does not answer would have to say itself is missing. */
  CompletionStage<List<Node>> list();

  /** What the nodes that answer have noted of others, the latest first. */
  CompletionStage<List<Notice>> notices();

  /**
   * Asks a node to finish what its workers hold, give back what is leased, and end. Completes when
   * it has begun.
   *
   * @return false where no node of that name answers
   */
  CompletionStage<Boolean> drain(String name);

  /**
   * A member.
   *
   * @param address host:port of its remoting
   * @param state of its membership: joining, weakly-up, up, leaving, exiting, down
   * @param reachable whether the others hear of it
   * @param shards of items that it holds; empty where it holds none by its role
   * @param leases how much of the pipeline's work it has leased
   */
  record Node(
      String name,
      String address,
      List<String> roles,
      String state,
      boolean reachable,
      String version,
      OptionalInt shards,
      long leases,
      Optional<Instant> startedAt,
      List<Model> models) {
    public Node {
      roles = List.copyOf(roles);
      models = List.copyOf(models);
    }
  }

  /**
   * Something that an operator should look at: a peer was turned away, or its clock is wrong, or
   * the node lacks storage now.
   *
   * @param at the last time
   * @param node who noted it
   * @param peer what the other one called itself, or where it came from; or which storage it is
   * @param times how often
   */
  record Notice(Instant at, String node, String peer, String words, int times) {}

  /**
   * A model that the node's worker embeds with.
   *
   * @param towers image, text
   * @param picturesPerSecond measured over the latest batches; 0 before the first one
   */
  record Model(String space, Set<String> towers, String device, double picturesPerSecond) {
    public Model {
      towers = Set.copyOf(towers);
    }
  }
}
