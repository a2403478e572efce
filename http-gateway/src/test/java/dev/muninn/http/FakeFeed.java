package dev.muninn.http;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * A feed of the home org whose n-th change has the id n, made by a function; nobody else has any.
 */
final class FakeFeed implements ChangeFeed {
  volatile IntFunction<Change> change = FakeFeed::picture;
  final AtomicLong given = new AtomicLong();
  private volatile int size;
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  static Change picture(int n) {
    return new Change(
        Integer.toString(n),
        Subject.MEDIA,
        Rows.id("home" + n).value(),
        2,
        "Stored",
        FakePorts.THEN.plusSeconds(n),
        "stored as number " + n);
  }

  /** So many changes are there now. */
  void grow(int to) {
    size = to;
    readers.forEach(Reader::give);
  }

  int readers() {
    return readers.size();
  }

  @Override
  public CompletionStage<Following> follow(OrgId org, Optional<String> after) {
    if (after.isPresent() && !after.get().matches("[0-9]{1,9}")) {
      return CompletableFuture.failedFuture(new BadCursorException(after.get()));
    }
    int from = after.map(Integer::parseInt).orElse(size);
    return CompletableFuture.completedFuture(
        new Following(Integer.toString(from), subscriber -> subscribe(org, subscriber, from)));
  }

  private void subscribe(OrgId org, Flow.Subscriber<? super Change> subscriber, int from) {
    Reader reader = new Reader(subscriber, from, org.equals(TestGateway.HOME));
    readers.add(reader);
    subscriber.onSubscribe(reader);
  }

  private final class Reader implements Flow.Subscription {
    private final Flow.Subscriber<? super Change> subscriber;
    private final boolean sees;
    private int seen;
    private long wanted;
    private boolean giving;
    private boolean cancelled;

    private Reader(Flow.Subscriber<? super Change> subscriber, int from, boolean sees) {
      this.subscriber = subscriber;
      this.seen = from;
      this.sees = sees;
    }

    @Override
    public synchronized void request(long n) {
      wanted += n;
      give();
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      readers.remove(this);
    }

    private synchronized void give() {
      if (giving || !sees) {
        return;
      }
      giving = true;
      while (wanted > 0 && seen < size && !cancelled) {
        wanted--;
        given.incrementAndGet();
        subscriber.onNext(change.apply(++seen));
      }
      giving = false;
    }
  }
}
