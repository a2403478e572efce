package dev.muninn.query;

import com.typesafe.config.Config;
import dev.muninn.query.index.EngineChoice;
import dev.muninn.query.index.HnswParameters;
import dev.muninn.query.inspect.SearchLogSettings;
import dev.muninn.query.projection.IndexSettings;
import dev.muninn.query.search.SearchSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** The block {@code muninn.query}, read once at start. */
public record QuerySettings(
    Duration freshWithin,
    Duration reportTimeout,
    IndexSettings index,
    SearchSettings search,
    SearchLogSettings log) {
  public QuerySettings {
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(log, "log");
    if (freshWithin.isNegative() || reportTimeout.isNegative() || reportTimeout.isZero()) {
      throw new IllegalArgumentException(
          "muninn.query: fresh-within " + freshWithin + ", report-timeout " + reportTimeout);
    }
  }

  public static QuerySettings from(Config config) {
    Config query = config.getConfig("muninn.query");
    return new QuerySettings(
        query.getDuration("fresh-within"),
        query.getDuration("index.report-timeout"),
        index(query.getConfig("index")),
        search(query.getConfig("search")),
        log(query.getConfig("search.log")));
  }

  private static IndexSettings index(Config index) {
    return new IndexSettings(
        new EngineChoice(
            engine(index.getString("engine")),
            index.getInt("hnsw-above"),
            new HnswParameters(
                index.getInt("hnsw.m"),
                index.getInt("hnsw.ef-construction"),
                index.getInt("hnsw.ef"))),
        index.getInt("save-after-changes"),
        index.getDuration("save-after"));
  }

  private static SearchLogSettings log(Config log) {
    return new SearchLogSettings(
        log.getBoolean("kept"),
        log.getDuration("slow"),
        log.getInt("most"),
        log.getDuration("keep-for"));
  }

  private static EngineChoice.Engine engine(String word) {
    try {
      return EngineChoice.Engine.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "muninn.query.index.engine is auto, exact, flat or hnswlib, not '" + word + "'", e);
    }
  }

  private static SearchSettings search(Config search) {
    Config weights = search.getConfig("ranking.weights");
    return new SearchSettings(
        new SearchSettings.Ranking(
            search.getInt("ranking.constant"),
            weights.getDouble("exact"),
            weights.getDouble("said"),
            weights.getDouble("seen"),
            weights.getDouble("spelled"),
            weights.getDouble("partial"),
            weights.getDouble("vector")),
        search.getDouble("floor"),
        search.getDouble("relative-floor"),
        search.getInt("candidates"),
        search.getInt("remembered-texts"),
        new SearchSettings.Spellings(search.getInt("spelling.below")),
        new SearchSettings.Paging(search.getDuration("paging.keep"), search.getInt("paging.hits")));
  }
}
