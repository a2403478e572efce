package dev.muninn.http;

import dev.muninn.http.auth.Caller;
import dev.muninn.http.idempotency.IdempotencyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Idempotency keys in memory. */
final class FakeIdempotencyStore implements IdempotencyStore {
  private final Map<String, Booking> bookings = new HashMap<>();

  private record Booking(String payload, Optional<Answer> answer) {}

  private static String id(Caller caller, String key) {
    return caller.org() + "/" + caller.id() + "/" + key;
  }

  @Override
  public synchronized Claim claim(Caller caller, String key, String payloadHash) {
    Booking known = bookings.get(id(caller, key));
    if (known == null) {
      bookings.put(id(caller, key), new Booking(payloadHash, Optional.empty()));
      return new Claim.Fresh();
    }
    if (!known.payload().equals(payloadHash)) {
      return new Claim.OtherPayload();
    }
    return known.answer().<Claim>map(Claim.Answered::new).orElseGet(Claim.Running::new);
  }

  @Override
  public synchronized void complete(Caller caller, String key, Answer answer) {
    bookings.computeIfPresent(
        id(caller, key), (k, b) -> new Booking(b.payload(), Optional.of(answer)));
  }

  @Override
  public synchronized void release(Caller caller, String key) {
    bookings.remove(id(caller, key));
  }

  @Override
  public void sweep() {}
}
