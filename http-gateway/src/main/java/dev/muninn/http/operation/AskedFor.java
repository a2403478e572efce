package dev.muninn.http.operation;

import dev.muninn.media.OrgId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which org asked for which rebuild, for the {@value #MAX_KEPT} newest; like the rebuilds' own
 * numbers it is gone with the process. Thread-safe.
 */
final class AskedFor {
  private static final int MAX_KEPT = 100;
  private final Map<String, Set<OrgId>> orgs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<OrgId>> eldest) {
          return size() > MAX_KEPT;
        }
      };

  synchronized void note(String rebuildId, OrgId org) {
    orgs.computeIfAbsent(rebuildId, id -> new HashSet<>()).add(org);
  }

  synchronized boolean by(String rebuildId, OrgId org) {
    return orgs.getOrDefault(rebuildId, Set.of()).contains(org);
  }
}
