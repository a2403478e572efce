package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What {@code muninn status --index} prints: the index in full, and the searches to look at. */
final class IndexReport {
  private static final int LOOKS = 40;
  private static final long LOOK_MS = 250;
  private static final int SEARCHES = 5;
  private static final double HUNDRED = 100;

  private final Api api;
  private final PrintWriter out;

  IndexReport(Api api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  void print() {
    Wire.Index index = estimated();
    index.partitions().forEach(this::print);
    if (index.text() != null) {
      print(index.text());
    }
    searches("zero", "found nothing");
    searches("slow", "were slow");
  }

  /** Waits a little for the estimate of the recall; without it after that. */
  private Wire.Index estimated() {
    Wire.Index index = api.get("/index?recall=estimate", Wire.Index.class);
    for (int look = 0; look < LOOKS && waits(index); look++) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return index;
      }
      index = api.get("/index?recall=estimate", Wire.Index.class);
    }
    return index;
  }

  /** No partition has one; only the one that answers ever gets one. */
  private static boolean waits(Wire.Index index) {
    return index.partitions().stream()
        .noneMatch(part -> part.live() == 0 || part.recallEstimate() != null);
  }

  private void print(Wire.Partition part) {
    out.printf("space %s%n", Texts.printable(part.space()));
    out.printf("  engine     %s, %d dimensions%n", part.engine(), part.dimension());
    out.printf(
        Locale.ROOT,
        "  vectors    %,d, and %,d dead (%.1f %%)%n",
        part.live(),
        part.dead(),
        HUNDRED * part.deadShare());
    out.printf("  memory     %s%n", Texts.bytes(part.bytes()));
    if (part.buildPerSecond() != null) {
      out.printf(Locale.ROOT, "  built at   %,.0f vectors a second%n", part.buildPerSecond());
    }
    out.printf(
        "  saved      %s%n", part.savedAt() == null ? "not yet" : Texts.time(part.savedAt()));
    out.printf(
        "  journal    %s%n",
        part.lag() == 0 ? "up to date" : Texts.count(part.lag(), "event") + " behind");
    out.printf("  recall     %s%n", recall(part));
  }

  private void print(Wire.Text text) {
    out.println("full text");
    out.printf("  items      %s%n", Texts.count(text.items(), "item"));
    out.printf("  disk       %s%n", Texts.bytes(text.bytes()));
    out.printf(
        "  saved      %s%n", text.savedAt() == null ? "not yet" : Texts.time(text.savedAt()));
    out.printf(
        "  journal    %s%n",
        text.lagMs() == 0 ? "up to date" : Texts.span(Duration.ofMillis(text.lagMs())) + " behind");
  }

  private static String recall(Wire.Partition part) {
    Wire.Recall recall = part.recallEstimate();
    if (recall == null) {
      return part.live() == 0 ? "nothing to find" : "not estimated yet: ask again in a while";
    }
    return String.format(
        Locale.ROOT,
        "%.4f of the true %d nearest, by %d sampled queries at %s",
        recall.recall(),
        recall.k(),
        recall.queries(),
        Texts.time(recall.at()));
  }

  private void searches(String kind, String words) {
    List<Wire.LoggedSearch> last =
        api.get("/search/log?kind=" + kind + "&limit=" + SEARCHES, Wire.LoggedSearches.class)
            .searches();
    out.printf(last.isEmpty() ? "no searches %s%n" : "the last searches that %s%n", words);
    for (Wire.LoggedSearch search : last) {
      out.printf(
          "  %s  %s  (%s, %s in %d ms, of which %d for the model)%n",
          Texts.time(search.at()),
          Texts.printable(search.query()),
          search.mode(),
          Texts.count(search.hits(), "hit"),
          search.tookMs(),
          search.embeddingMs());
    }
  }
}
