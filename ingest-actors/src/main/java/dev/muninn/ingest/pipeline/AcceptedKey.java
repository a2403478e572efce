package dev.muninn.ingest.pipeline;

import dev.muninn.media.OrgId;
import dev.muninn.media.SessionId;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What accepted items are counted by: the org, and the import that brought them if one did. */
record AcceptedKey(OrgId org, Optional<SessionId> session) implements Comparable<AcceptedKey> {
  private static final Comparator<AcceptedKey> ORDER =
      Comparator.comparing((AcceptedKey key) -> key.org().value())
          .thenComparing(key -> key.session().map(SessionId::value).orElse(""));

  AcceptedKey {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(session, "session");
  }

  @Override
  public int compareTo(AcceptedKey other) {
    return ORDER.compare(this, other);
  }
}
