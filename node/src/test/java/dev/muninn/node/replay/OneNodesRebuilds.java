package dev.muninn.node.replay;

import dev.muninn.media.Base32;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node whose rebuilds run until the test ends them. */
final class OneNodesRebuilds implements NamedRebuilds {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  final String name;
  private final Map<String, Rebuild> all = new LinkedHashMap<>();
  private Elsewhere afterViews = Elsewhere.NOTHING;

  OneNodesRebuilds(String name) {
    this.name = name;
  }

  @Override
  public CompletionStage<Rebuild> start(Target target) {
    return start(target, Base32.random(), Elsewhere.NOTHING);
  }

  @Override
  public CompletionStage<Rebuild> start(Target target, String rebuildId, Elsewhere elsewhere) {
    afterViews = elsewhere;
    List<Part> parts = new ArrayList<>();
    if (target != Target.INDEX) {
      parts.add(new Part("media", State.RUNNING, 1, 2));
    }
    if (target == Target.INDEX || target == Target.ALL) {
      parts.add(new Part("index", State.RUNNING, 1, 2));
    }
    Rebuild made =
        new Rebuild(
            rebuildId, target, State.RUNNING, AT, Optional.empty(), parts, Optional.empty());
    all.put(rebuildId, made);
    return CompletableFuture.completedFuture(made);
  }

  /** The views of the last one are made. */
  void viewsMade() {
    afterViews.begin();
  }

  /** Ends the last one. */
  void end(Optional<String> trouble) {
    Rebuild last = last().orElseThrow();
    all.put(
        last.rebuildId(),
        new Rebuild(
            last.rebuildId(),
            last.target(),
            trouble.isEmpty() ? State.DONE : State.FAILED,
            AT,
            Optional.of(AT),
            last.parts(),
            trouble));
  }

  int begun() {
    return all.size();
  }

  private Optional<Rebuild> last() {
    return all.values().stream().reduce((one, later) -> later);
  }

  @Override
  public CompletionStage<Optional<Rebuild>> find(String rebuildId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(all.get(rebuildId)));
  }

  @Override
  public CompletionStage<Optional<Rebuild>> latest() {
    return CompletableFuture.completedFuture(last());
  }

  /** This node as the others see it. */
  OtherRebuilds asOther() {
    return new OtherRebuilds() {
      @Override
      public Set<String> names() {
        return Set.of(name);
      }

      private CompletionStage<List<Told>> told(CompletionStage<Optional<Rebuild>> answer) {
        return answer.thenApply(rebuild -> List.of(new Told(name, rebuild)));
      }

      @Override
      public CompletionStage<List<Told>> start(String rebuildId) {
        return told(
            OneNodesRebuilds.this
                .start(Target.INDEX, rebuildId, Elsewhere.NOTHING)
                .thenApply(Optional::of));
      }

      @Override
      public CompletionStage<List<Told>> find(String rebuildId) {
        return told(OneNodesRebuilds.this.find(rebuildId));
      }

      @Override
      public CompletionStage<List<Told>> latest() {
        return told(OneNodesRebuilds.this.latest());
      }
    };
  }
}
