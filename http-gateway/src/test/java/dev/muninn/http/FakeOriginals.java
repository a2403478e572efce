package dev.muninn.http;

import dev.muninn.blob.Originals;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what the test says, and remembers what was asked and told. */
final class FakeOriginals implements Originals {
  volatile Outcome outcome = new Outcome.NotStored("The test put nothing in.");
  volatile Optional<Wanted> lastWanted = Optional.empty();
  volatile boolean unmounted;
  final List<DerivedKey> lost = new CopyOnWriteArrayList<>();

  @Override
  public Outcome find(Wanted wanted) {
    lastWanted = Optional.of(wanted);
    return outcome;
  }

  @Override
  public void derivedLost(OrgId org, MediaId mediaId, DerivedKey key) throws StoreAwayException {
    if (unmounted) {
      throw new StoreAwayException("The test unmounted it.");
    }
    lost.add(key);
  }
}
