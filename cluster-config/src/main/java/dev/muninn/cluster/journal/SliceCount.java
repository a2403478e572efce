package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a projection into the number of slices that its spec asks for. Slices that were cut
 * otherwise are first brought to one place, that of the furthest, each by its own rows; then the
 * new ones begin there. So no event is applied twice, and a handler may count.
 */
final class SliceCount {
  private static final Logger log = LoggerFactory.getLogger(SliceCount.class);
  private static final int GROUP = 500;

  private final ProjectionSpec spec;
  private final Supplier<JournalHandler> handlers;
  private final JournalSql journal;
  private final ProjectionStore store;

  SliceCount(
      ProjectionSpec spec,
      Supplier<JournalHandler> handlers,
      JournalSql journal,
      ProjectionStore store) {
    this.spec = spec;
    this.handlers = handlers;
    this.journal = journal;
    this.store = store;
  }

  /** The places of all slices, entered at the start of the journal when the projection is new. */
  synchronized Map<Slice, JournalOffset> enter() throws SQLException, InterruptedException {
    List<Slice> wanted = ProjectionSpec.slices(spec.name(), spec.slices());
    while (true) {
      Map<Slice, JournalOffset> there = store.transaction(tx -> store.lockAll(tx, spec.name()));
      if (there.keySet().containsAll(wanted)) {
        return there;
      }
      if (there.isEmpty()) {
        enter(wanted);
      } else {
        level(there, wanted);
      }
    }
  }

  private void enter(List<Slice> slices) throws SQLException {
    store.transaction(
        tx -> {
          store.insert(tx, slices, JournalOffset.START);
          return slices;
        });
  }

  private void level(Map<Slice, JournalOffset> there, List<Slice> wanted)
      throws SQLException, InterruptedException {
    JournalOffset furthest = Collections.max(there.values());
    log.info(
        "projection {} goes from {} to {} slices offset={}",
        spec.name(),
        there.size(),
        wanted.size(),
        furthest.format());
    for (Map.Entry<Slice, JournalOffset> behind : there.entrySet()) {
      bring(behind.getKey(), behind.getValue(), furthest);
    }
    store.transaction(tx -> cut(tx, wanted, furthest));
  }

  private void bring(Slice slice, JournalOffset from, JournalOffset to)
      throws SQLException, InterruptedException {
    ProjectionPosition position = new ProjectionPosition();
    position.moveTo(from);
    SliceWriter writer =
        new SliceWriter(
            slice, spec.schemas(), handlers.get(), store, from, position, new ParkingLimit());
    while (to.isAfter(position.offset())) {
      JournalBatch page = journal.page(position.offset(), GROUP).batch();
      JournalBatch part =
          page.events().isEmpty() ? new JournalBatch(List.of(), to) : page.until(to);
      writer.take(part.only(event -> spec.follows(event, slice)), part.events().size());
    }
    writer.settle();
  }

  /** Only when all are there still: another process may have been first. */
  private Void cut(Connection tx, List<Slice> wanted, JournalOffset at) throws SQLException {
    Map<Slice, JournalOffset> now = store.lockAll(tx, spec.name());
    if (!now.isEmpty() && now.values().stream().allMatch(at::equals)) {
      store.forget(tx, spec.name());
      store.insert(tx, wanted, at);
    }
    return null;
  }
}
