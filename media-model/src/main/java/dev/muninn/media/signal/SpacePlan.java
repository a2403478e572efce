package dev.muninn.media.signal;

import dev.muninn.embedding.EmbeddingSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which spaces are live and which of them answers: the fold of the {@link SpacesEvent}s up to
 * {@code sequenceNr}. Immutable. In {@code spaces} the active one stands first, the others follow
 * in the order in which they came; empty before the first event.
 */
public record SpacePlan(List<Space> spaces, long sequenceNr) {
  /** As many may be live: each takes a model and an index in memory. */
  public static final int MAX_LIVE = 2;

  /** Before the first event. */
  public static final SpacePlan NONE = new SpacePlan(List.of(), 0);

  public SpacePlan {
    spaces = List.copyOf(spaces);
  }

  /** What a live space is for. */
  public enum Role {
    /** Searches are answered from it. */
    ACTIVE,
    /** It was never active: it is filled. */
    BUILDING,
    /** It was active before, and is kept so that one can go back. */
    RETIRED
  }

  /**
   * @param model the pack that makes its vectors
   * @param since when it came into its role
   * @param switchWhenComplete whether it becomes active by itself
   */
  public record Space(
      EmbeddingSpace space, String model, Role role, Instant since, boolean switchWhenComplete) {
    public Space {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(since, "since");
    }

    private Space as(Role next, Instant at) {
      return new Space(space, model, next, at, false);
    }
  }

  /** One space, as the configuration has it, where the journal says nothing yet. */
  public static SpacePlan seed(EmbeddingSpace space, String model) {
    return new SpacePlan(List.of(new Space(space, model, Role.ACTIVE, Instant.EPOCH, false)), 0);
  }

  /** The space that answers. */
  public EmbeddingSpace active() {
    return spaces.get(0).space();
  }

  /** All live spaces, the active one first. */
  public List<EmbeddingSpace> live() {
    return spaces.stream().map(Space::space).toList();
  }

  public Optional<Space> find(EmbeddingSpace space) {
    return spaces.stream().filter(one -> one.space().equals(space)).findFirst();
  }

  /** By the id that stands in addresses. */
  public Optional<Space> find(String spaceId) {
    return spaces.stream().filter(one -> one.space().id().equals(spaceId)).findFirst();
  }

  /**
   * The plan after an event; one that was folded in before changes nothing.
   *
   * @throws IllegalStateException when history is impossible
   */
  public SpacePlan after(SpacesEvent event, long number) {
    if (number <= sequenceNr) {
      return this;
    }
    List<Space> next = new ArrayList<>(spaces);
    if (event instanceof SpacesEvent.SpaceAdded added) {
      add(next, added);
    } else if (event instanceof SpacesEvent.SpaceActivated activated) {
      activate(next, activated);
    } else if (!next.removeIf(one -> one.space().equals(event.space()))) {
      throw impossible(event);
    }
    return new SpacePlan(next, number);
  }

  private static void add(List<Space> spaces, SpacesEvent.SpaceAdded added) {
    for (int i = 0; i < spaces.size(); i++) {
      Space known = spaces.get(i);
      if (known.space().equals(added.space())) {
        boolean switches = added.switchWhenComplete();
        spaces.set(
            i, new Space(known.space(), added.model(), known.role(), known.since(), switches));
        return;
      }
    }
    spaces.add(
        new Space(
            added.space(), added.model(), Role.BUILDING, added.at(), added.switchWhenComplete()));
  }

  private void activate(List<Space> spaces, SpacesEvent.SpaceActivated activated) {
    Space chosen = find(activated.space()).orElseThrow(() -> impossible(activated));
    spaces.remove(chosen);
    spaces.replaceAll(
        one -> one.role() == Role.ACTIVE ? one.as(Role.RETIRED, activated.at()) : one);
    spaces.add(0, chosen.as(Role.ACTIVE, activated.at()));
  }

  private IllegalStateException impossible(SpacesEvent event) {
    return new IllegalStateException("the spaces " + live() + " had " + event);
  }
}
