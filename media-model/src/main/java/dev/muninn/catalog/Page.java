package dev.muninn.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list: its rows, where the next one begins, how many there are in all, and how far
 * behind the journal the view was when it was read (milliseconds, 0 when fresh).
 */
public record Page<T>(List<T> items, Optional<String> next, long total, long asOfLagMs) {
  public Page {
    items = List.copyOf(items);
  }
}
