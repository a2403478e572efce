package dev.muninn.ingest.pipeline.feed;

import dev.muninn.catalog.ChangeFeed.Change;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes changes one by one, or none until it is told to. */
final class Listener implements Flow.Subscriber<Change>, AutoCloseable {
  private final BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  static Listener of(Flow.Publisher<Change> changes) {
    Listener listener = new Listener();
    changes.subscribe(listener);
    return listener;
  }

  /** The next change, asked for only now. */
  Change next() throws Exception {
    subscription.get(10, TimeUnit.SECONDS).request(1);
    Change change = heard.poll(10, TimeUnit.SECONDS);
    if (change == null) {
      throw new AssertionError("no change came; " + failure.getNow(null));
    }
    return change;
  }

  /** What came without having been asked for. */
  int unasked() {
    return heard.size();
  }

  /** Why there is no next change. */
  Throwable failure() throws Exception {
    subscription.get(10, TimeUnit.SECONDS).request(1);
    return failure.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
  }

  @Override
  public void onNext(Change change) {
    heard.add(change);
  }

  @Override
  public void onError(Throwable why) {
    failure.complete(why);
  }

  @Override
  public void onComplete() {
    failure.complete(new AssertionError("changes never end"));
  }

  @Override
  public void close() {
    subscription.orTimeout(10, TimeUnit.SECONDS).join().cancel();
  }
}
