package dev.muninn.catalog;

import dev.muninn.media.StageName;
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
   * @param lacks wanted spaces that its worker has no model of
   * @param cards its graphics cards, where a worker is and its maker's tool answers
   * @param work what it holds and did lately, by stage; nothing of stages that it had no part in
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
      List<Model> models,
      List<Lack> lacks,
      List<Card> cards,
      List<Work> work) {
    public Node {
      roles = List.copyOf(roles);
      models = List.copyOf(models);
      lacks = List.copyOf(lacks);
      cards = List.copyOf(cards);
      work = List.copyOf(work);
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

  /**
   * A space that a worker cannot fill.
   *
   * @param model the pack that makes its vectors
   * @param words what is wrong and what to do
   */
  record Lack(String space, String model, String words) {}

  /**
   * A graphics card now.
   *
   * @param memoryUsedMiB by all programs; this and the others are empty where it does not tell
   */
  record Card(
      String name, OptionalInt memoryUsedMiB, OptionalInt memoryTotalMiB, OptionalInt celsius) {}

  /**
   * A node's part in a stage.
   *
   * @param leases items that it works on, or waits to work on; of the stage embed those of its
   *     worker
   * @param lastMinute steps that it finished, counted since the node that answers began, as are
   *     those of the last hour
   */
  record Work(StageName stage, long leases, long lastMinute, long lastHour) {}
}
