package dev.muninn.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the item that a person means: an id is taken as it is; the beginning of one, or a file's
 * name, is looked up among the {@value #MOST} newest items and must fit exactly one.
 */
final class ItemFinder {
  private static final int MOST = 10_000;
  private static final int PAGE = 500;
  private static final int LEAST_PREFIX = 4;
  private static final int NAMED = 5;
  private final Api api;

  ItemFinder(Api api) {
    this.api = api;
  }

  /** The item's id. */
  String find(String word) {
    if (word.matches("[a-z2-7]{26}")) {
      return word;
    }
    List<Wire.Item> found = matching(word);
    if (found.size() == 1) {
      return found.get(0).mediaId();
    }
    String which =
        found.stream().limit(NAMED).map(Wire.Item::mediaId).collect(Collectors.joining(", "));
    throw found.isEmpty()
        ? new CliException(
            word, "no item has this id or name", "`muninn search` and `muninn add` print ids")
        : new CliException(word, Texts.count(found.size(), "item") + " fit", "say which: " + which);
  }

  private List<Wire.Item> matching(String word) {
    List<Wire.Item> found = new ArrayList<>();
    String cursor = "";
    for (int seen = 0; seen < MOST; seen += PAGE) {
      Wire.Items page = api.get("/pipeline/items?limit=" + PAGE + cursor, Wire.Items.class);
      page.items().stream().filter(item -> fits(item, word)).forEach(found::add);
      if (page.next() == null) {
        break;
      }
      cursor = "&cursor=" + URLEncoder.encode(page.next(), StandardCharsets.UTF_8);
    }
    return found;
  }

  private static boolean fits(Wire.Item item, String word) {
    boolean begins = word.length() >= LEAST_PREFIX && item.mediaId().startsWith(word);
    return begins || word.equals(item.name());
  }
}
