package dev.muninn.node.rooms;

import dev.muninn.media.OrgId;
import dev.muninn.search.SearchMode;

/** Uses a room that the rule of the test does not allow: proof that the rule can fail. */
public final class Trespasser {
  final OrgId allowed;
  final SearchMode forbidden;

  Trespasser(OrgId allowed, SearchMode forbidden) {
    this.allowed = allowed;
    this.forbidden = forbidden;
  }
}
