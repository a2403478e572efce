package dev.muninn.search;

import dev.muninn.media.MediaId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds items by meaning, text, time and place (port). All fail with {@link
 * dev.muninn.catalog.BadCursorException} for a cursor of another query.
 */
public interface MediaSearch {

  /**
   * Fails with {@link dev.muninn.search.language.BadQueryException} where a field of the query has
   * a value that it cannot take.
   */
  CompletionStage<SearchReply> search(SearchQuery query);

  /** The items nearest to a picture: a clean JPEG file of ours, as models read them. */
  CompletionStage<SearchReply> like(LikeQuery query, Path picture);

  /** The nearest neighbours of an item, without itself; empty when there is no such item. */
  CompletionStage<Optional<SearchReply>> similar(LikeQuery query, MediaId mediaId);
}
