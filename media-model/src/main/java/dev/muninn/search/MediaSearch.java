package dev.muninn.search;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds items by meaning, text, time and place (port). */
public interface MediaSearch {

  CompletionStage<SearchReply> search(SearchQuery query);

  /** The nearest neighbours of an item; empty when there is no such item. */
  CompletionStage<Optional<SearchReply>> similar(OrgId org, MediaId mediaId, int k);
}
