package dev.muninn.node.replay;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.media.Base32;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@link Rebuilds} of the cluster: the views, which all nodes share, are made anew by the node that
 * was asked, and then the indexes by each query node. While one runs on any node, who asks for
 * another gets that one, also of two who ask at the same moment: the database gives one of them the
 * turn. It runs until the last of the nodes has ended. Indexes are named by their node where there
 * are several. Thread-safe.
 */
public final class ClusterRebuilds implements Rebuilds {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String node;
  private final NamedRebuilds own;
  private final OtherRebuilds others;
  private final RebuildTurn turn;

  /**
   * @param node the name of this node
   */
  public ClusterRebuilds(
      ActorSystem<?> system, String node, NodeRebuilds own, Databases databases) {
    this(
        node,
        own,
        new MemberRebuilds(system),
        new DatabaseTurn(
            databases.writer(),
            system
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"))));
  }

  ClusterRebuilds(String node, NamedRebuilds own, OtherRebuilds others, RebuildTurn turn) {
    this.node = node;
    this.own = own;
    this.others = others;
    this.turn = turn;
  }

  @Override
  public CompletionStage<Rebuild> start(Target target) {
    return turn.take(() -> latest().thenCompose(last -> begun(last, target)));
  }

  private CompletionStage<Rebuild> begun(Optional<Rebuild> last, Target target) {
    return last.filter(one -> one.endedAt().isEmpty())
        .<CompletionStage<Rebuild>>map(CompletableFuture::completedFuture)
        .orElseGet(() -> begin(target));
  }

  private CompletionStage<Rebuild> begin(Target target) {
    String id = Base32.random();
    Elsewhere elsewhere =
        target == Target.INDEX || target == Target.ALL
            ? new IndexesElsewhere(others, id, PAUSE)
            : Elsewhere.NOTHING;
    return own.start(target, id, elsewhere);
  }

  @Override
  public CompletionStage<Optional<Rebuild>> find(String rebuildId) {
    return own.find(rebuildId).thenCombine(others.find(rebuildId), this::known);
  }

  /** Who was asked knows all that the rebuild was to be; the others only know of their indexes. */
  private Optional<Rebuild> known(Optional<Rebuild> ours, List<Told> theirs) {
    if (ours.filter(this::isWhole).isPresent()) {
      return Optional.of(together(ours.get(), theirs));
    }
    List<Told> all = new ArrayList<>(theirs);
    ours.ifPresent(rebuild -> all.add(new Told(node, Optional.of(rebuild))));
    return all.stream()
        .filter(one -> one.rebuild().isPresent())
        .max(Comparator.comparingInt((Told one) -> one.rebuild().orElseThrow().parts().size()))
        .map(
            one ->
                merged(
                    one.node(),
                    one.rebuild().orElseThrow(),
                    all.stream().filter(other -> !other.equals(one)).toList()));
  }

  private boolean isWhole(Rebuild rebuild) {
    return rebuild.target() != Target.INDEX;
  }

  @Override
  public CompletionStage<Optional<Rebuild>> latest() {
    return own.latest()
        .thenCombine(others.latest(), this::youngest)
        .thenCompose(
            id ->
                id.map(this::find)
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  /** Its id: one that runs before all that have ended. */
  private Optional<String> youngest(Optional<Rebuild> ours, List<Told> theirs) {
    List<Rebuild> all = new ArrayList<>();
    ours.ifPresent(all::add);
    theirs.forEach(one -> one.rebuild().ifPresent(all::add));
    return all.stream()
        .max(
            Comparator.comparing((Rebuild one) -> one.endedAt().isEmpty())
                .thenComparing(Rebuild::startedAt))
        .map(Rebuild::rebuildId);
  }

  private Rebuild together(Rebuild ours, List<Told> theirs) {
    return merged(node, ours, theirs);
  }

  private static Rebuild merged(String first, Rebuild whole, List<Told> others) {
    List<Told> also =
        others.stream()
            .filter(
                one ->
                    one.rebuild()
                        .filter(its -> its.rebuildId().equals(whole.rebuildId()))
                        .isPresent())
            .sorted(Comparator.comparing(Told::node))
            .toList();
    if (also.isEmpty()) {
      return whole;
    }
    List<Part> parts = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    List<Optional<Instant>> ends = new ArrayList<>();
    whole.parts().forEach(part -> parts.add(named(first, part)));
    whole.trouble().map(words -> first + ": " + words).ifPresent(troubles::add);
    ends.add(whole.endedAt());
    for (Told one : also) {
      Rebuild its = one.rebuild().orElseThrow();
      its.parts().forEach(part -> parts.add(named(one.node(), part)));
      its.trouble().map(words -> one.node() + ": " + words).ifPresent(troubles::add);
      ends.add(its.endedAt());
    }
    Optional<Instant> end =
        ends.stream().allMatch(Optional::isPresent)
            ? ends.stream().flatMap(Optional::stream).max(Instant::compareTo)
            : Optional.empty();
    return new Rebuild(
        whole.rebuildId(),
        whole.target(),
        end.isEmpty() ? State.RUNNING : troubles.isEmpty() ? State.DONE : State.FAILED,
        whole.startedAt(),
        end,
        parts,
        troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)));
  }

  /** The views are everybody's. */
  private static Part named(String node, Part part) {
    Objects.requireNonNull(node, "node");
    return IndexRun.isNameOfOne(part.name())
        ? new Part(node + "/" + part.name(), part.state(), part.events(), part.ofEvents())
        : part;
  }
}
