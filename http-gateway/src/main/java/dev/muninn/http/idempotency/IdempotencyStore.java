package dev.muninn.http.idempotency;

import dev.muninn.http.auth.Caller;
import java.sql.SQLException;
import java.util.Optional;

/** Which keys were seen, with what, and what was answered (port). Blocking. */
public interface IdempotencyStore {

  /** Books the key for this payload, unless it is booked already. */
  Claim claim(Caller caller, String key, String payloadHash) throws SQLException;

  void complete(Caller caller, String key, Answer answer) throws SQLException;

  /** Forgets a booking whose request failed, so that it can be sent again. */
  void release(Caller caller, String key) throws SQLException;

  /** Drops what is older than a day. */
  void sweep() throws SQLException;

  /** An answer that was given: its JSON body, empty when it had none. */
  record Answer(int status, Optional<String> location, String body) {}

  /** What is known of a key. */
  sealed interface Claim {
    record Fresh() implements Claim {}

    record Answered(Answer answer) implements Claim {}

    record OtherPayload() implements Claim {}

    record Running() implements Claim {}
  }
}
