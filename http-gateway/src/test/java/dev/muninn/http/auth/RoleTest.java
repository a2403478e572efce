package dev.muninn.http.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {

  private static Set<String> words(Role role) {
    return role.scopes().stream().map(Scope::word).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aViewerLooksAndAnEditorWorksButNeitherOperatesTheNode() {
    assertEquals(Set.of("self", "media:read", "pipeline:read"), words(Role.VIEWER));
    assertEquals(
        Set.of(
            "self", "media:read", "media:write", "pipeline:read", "pipeline:write", "sources:read"),
        words(Role.EDITOR));
  }

  @Test
  void adminsAndOwnersMayEverything() {
    assertEquals(Set.of(Scope.values()), Role.ADMIN.scopes());
    assertEquals(Set.of(Scope.values()), Role.OWNER.scopes());
    assertTrue(words(Role.OWNER).contains("operation:write"));
  }
}
