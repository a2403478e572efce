package dev.muninn.http.auth;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a participant is in the org; each role may all that the one before may. */
public enum Role {
  VIEWER(EnumSet.of(Scope.SELF, Scope.MEDIA_READ, Scope.PIPELINE_READ)),
  EDITOR(
      EnumSet.of(
          Scope.SELF,
          Scope.MEDIA_READ,
          Scope.PIPELINE_READ,
          Scope.PIPELINE_WRITE,
          Scope.MEDIA_WRITE,
          Scope.SOURCES_READ)),
  ADMIN(EnumSet.allOf(Scope.class)),
  OWNER(EnumSet.allOf(Scope.class));

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf makes it immutable; the type cannot say so
  private final Set<Scope> scopes;

  Role(Set<Scope> scopes) {
    this.scopes = Set.copyOf(scopes);
  }

  public Set<Scope> scopes() {
    return scopes;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
