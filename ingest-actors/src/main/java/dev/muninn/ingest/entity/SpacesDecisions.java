package dev.muninn.ingest.entity;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlan.Role;
import dev.muninn.media.signal.SpacePlan.Space;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesEvent.SpaceActivated;
import dev.muninn.media.signal.SpacesEvent.SpaceAdded;
import dev.muninn.media.signal.SpacesReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a command means to the spaces as they are; pure. */
final class SpacesDecisions {
  private SpacesDecisions() {}

  static Verdict<SpacesEvent, SpacesReply> decide(
      SpacePlan plan, SpacesCommand command, Instant now) {
    if (command instanceof SpacesCommand.Seed seed) {
      return plan.sequenceNr() > 0 ? done() : seed(seed, now);
    }
    if (command instanceof SpacesCommand.Add add) {
      return add(plan, add, now);
    }
    if (command instanceof SpacesCommand.Activate activate) {
      return activate(plan, activate, now);
    }
    return drop(plan, (SpacesCommand.Drop) command, now);
  }

  private static Verdict<SpacesEvent, SpacesReply> seed(SpacesCommand.Seed seed, Instant now) {
    EmbeddingSpace space = seed.space();
    return new Verdict<>(
        List.of(
            new SpaceAdded(space, seed.model(), false, Optional.empty(), now),
            new SpaceActivated(space, Optional.empty(), Optional.empty(), now)),
        SpacesReply.Done::new);
  }

  private static Verdict<SpacesEvent, SpacesReply> add(
      SpacePlan plan, SpacesCommand.Add add, Instant now) {
    Optional<Space> known = plan.find(add.space());
    boolean asItIs =
        known
            .filter(
                one ->
                    one.role() == Role.ACTIVE
                        || one.switchWhenComplete() == add.switchWhenComplete())
            .isPresent();
    if (asItIs) {
      return done();
    }
    if (known.isEmpty() && plan.spaces().size() >= SpacePlan.MAX_LIVE) {
      return rejected(
          "There are "
              + plan.spaces().size()
              + " live spaces already, each with its model and its index in memory: drop "
              + plan.spaces().get(plan.spaces().size() - 1).space().id()
              + " first.");
    }
    return Verdict.persist(
        new SpaceAdded(add.space(), add.model(), add.switchWhenComplete(), add.by(), now),
        SpacesReply.Done::new);
  }

  private static Verdict<SpacesEvent, SpacesReply> activate(
      SpacePlan plan, SpacesCommand.Activate activate, Instant now) {
    Optional<Space> chosen = plan.find(activate.space());
    if (chosen.isEmpty()) {
      return unknown(activate.space());
    }
    return chosen.get().role() == Role.ACTIVE
        ? done()
        : Verdict.persist(
            new SpaceActivated(activate.space(), Optional.of(plan.active()), activate.by(), now),
            SpacesReply.Done::new);
  }

  private static Verdict<SpacesEvent, SpacesReply> drop(
      SpacePlan plan, SpacesCommand.Drop drop, Instant now) {
    Optional<Space> chosen = plan.find(drop.space());
    if (chosen.isEmpty()) {
      return unknown(drop.space());
    }
    if (chosen.get().role() == Role.ACTIVE) {
      return rejected(
          drop.space().id()
              + " answers the searches: switch to another space before it is dropped.");
    }
    return Verdict.persist(
        new SpacesEvent.SpaceDropped(drop.space(), drop.by(), now), SpacesReply.Done::new);
  }

  private static Verdict<SpacesEvent, SpacesReply> done() {
    return Verdict.answer(SpacesReply.Done::new);
  }

  private static Verdict<SpacesEvent, SpacesReply> unknown(EmbeddingSpace space) {
    return Verdict.answer(
        nr ->
            new SpacesReply.Rejected(
                RejectionReason.UNKNOWN, "There is no live space " + space.id() + "."));
  }

  private static Verdict<SpacesEvent, SpacesReply> rejected(String words) {
    return Verdict.answer(nr -> new SpacesReply.Rejected(RejectionReason.CONFLICT, words));
  }
}
