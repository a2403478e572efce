package dev.muninn.http;

import dev.muninn.catalog.SpaceBoard;
import dev.muninn.catalog.SpaceRefusedException;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Spaces by hand: {@code lite} is active, {@code clip} is the only other pack. */
final class FakeSpaces implements SpaceBoard {
  private final List<Listing> all = new ArrayList<>(List.of(listing("lite", State.ACTIVE, 10)));
  private boolean lacking = true;

  private static Listing listing(String model, State state, long done) {
    return new Listing(
        model + "-1-4", model, state, 10, done, 1, Optional.of(FakePorts.THEN), false);
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static <T> CompletionStage<T> refused(String words) {
    return CompletableFuture.failedFuture(new SpaceRefusedException(words));
  }

  void complete() {
    lacking = false;
  }

  @Override
  public CompletionStage<List<Listing>> list(OrgId org) {
    return now(List.copyOf(all));
  }

  @Override
  public CompletionStage<Listing> add(
      OrgId org, String model, boolean switchWhenComplete, ParticipantId by) {
    if (!model.equals("clip")) {
      return refused("There is no pack called " + model + ".");
    }
    all.add(listing(model, State.BUILDING, 3));
    return now(all.get(1));
  }

  @Override
  public CompletionStage<Optional<List<Listing>>> activate(
      OrgId org, String space, boolean force, ParticipantId by) {
    if (all.stream().noneMatch(one -> one.space().equals(space))) {
      return now(Optional.empty());
    }
    if (lacking && !force) {
      return refused("7 items lack their vectors.");
    }
    all.add(0, all.remove(1));
    return now(Optional.of(List.copyOf(all)));
  }

  @Override
  public CompletionStage<Boolean> drop(OrgId org, String space, ParticipantId by) {
    return all.get(0).space().equals(space)
        ? refused("It answers the searches.")
        : now(all.removeIf(one -> one.space().equals(space)));
  }
}
