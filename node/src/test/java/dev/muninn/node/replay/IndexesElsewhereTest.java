package dev.muninn.node.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.State;
import dev.muninn.catalog.Rebuilds.Target;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What becomes of other nodes' indexes while a rebuild runs. */
class IndexesElsewhereTest {
  private static final String ID = "one";
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Told RUNS = told(ID, Optional.empty());
  private static final Told ENDED = told(ID, Optional.of(AT));
  private static final Told FORGOT = new Told("attic", Optional.empty());

  private final Attic attic = new Attic();
  private final IndexesElsewhere elsewhere = new IndexesElsewhere(attic, ID, Duration.ZERO);

  private static Told told(String id, Optional<Instant> end) {
    State state = end.isPresent() ? State.DONE : State.RUNNING;
    return new Told(
        "attic",
        Optional.of(new Rebuild(id, Target.INDEX, state, AT, end, List.of(), Optional.empty())));
  }

  /** A node that says, each time it is asked, the next thing of its list. */
  private static final class Attic implements OtherRebuilds {
    private final Deque<Optional<Told>> says = new ArrayDeque<>();
    private boolean member = true;
    private boolean leavesWhenAsked;

    @Override
    public Set<String> names() {
      return member ? Set.of("attic") : Set.of();
    }

    @Override
    public CompletionStage<List<Told>> start(String rebuildId) {
      return next();
    }

    @Override
    public CompletionStage<List<Told>> find(String rebuildId) {
      member = !leavesWhenAsked;
      return next();
    }

    @Override
    public CompletionStage<List<Told>> latest() {
      throw new IllegalStateException("nobody asks");
    }

    private CompletionStage<List<Told>> next() {
      return CompletableFuture.completedFuture(says.remove().stream().toList());
    }
  }

  private List<String> ended(Told... says) throws InterruptedException {
    for (Told one : says) {
      attic.says.add(Optional.of(one));
    }
    elsewhere.begin();
    return elsewhere.awaitEnd();
  }

  @Test
  void waitsUntilTheLastHasEnded() throws InterruptedException {
    assertEquals(List.of(), ended(RUNS, RUNS, RUNS, ENDED));
    assertEquals(0, attic.says.size());
  }

  @Test
  void asksAMemberAgainThatDoesNotAnswer() throws InterruptedException {
    attic.says.add(Optional.of(RUNS));
    attic.says.add(Optional.empty());
    assertEquals(List.of(), ended(ENDED));
  }

  @Test
  void aNodeThatLeavesInTheMiddleIsNamed() throws InterruptedException {
    attic.leavesWhenAsked = true;
    attic.says.add(Optional.of(RUNS));
    attic.says.add(Optional.empty());
    assertEquals(List.of("the indexes of attic were not rebuilt: it left in the middle"), ended());
  }

  @Test
  void aNodeThatWasStartedAgainHasForgottenIt() throws InterruptedException {
    assertEquals(
        List.of("the indexes of attic were not rebuilt: it was started again in the middle"),
        ended(RUNS, FORGOT));
  }

  @Test
  void whoDidNotBeginIsNamedAndNotWaitedFor() throws InterruptedException {
    assertEquals(
        List.of("the indexes of attic were not rebuilt: it has another rebuild running"),
        ended(told("another", Optional.empty())));
    attic.says.add(Optional.empty());
    IndexesElsewhere silent = new IndexesElsewhere(attic, ID, Duration.ZERO);
    silent.begin();
    assertEquals(
        List.of("the indexes of attic were not rebuilt: it does not answer"), silent.awaitEnd());
  }

  @Test
  void whoComesInTheMiddleIsNotWaitedFor() throws InterruptedException {
    attic.member = false;
    attic.says.add(Optional.empty());
    IndexesElsewhere before = new IndexesElsewhere(attic, ID, Duration.ZERO);
    attic.member = true;
    before.begin();
    assertEquals(List.of(), before.awaitEnd());
  }

  @Test
  void whoLeavesBeforeItsTurnIsNamed() throws InterruptedException {
    attic.member = false;
    attic.says.add(Optional.empty());
    elsewhere.begin();
    assertEquals(
        List.of("the indexes of attic were not rebuilt: it does not answer"), elsewhere.awaitEnd());
  }
}
