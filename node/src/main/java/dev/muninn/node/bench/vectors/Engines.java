package dev.muninn.node.bench.vectors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.query.QuerySettings;
import dev.muninn.query.index.EngineChoice;
import java.util.Map;

/** Our engines by the words of the configuration, else as it comes. */
final class Engines {
  private Engines() {}

  /**
   * @param word a value of {@code muninn.query.index.engine}
   * @throws IllegalArgumentException for another word
   */
  static EngineChoice choice(String word) {
    Config config =
        ConfigFactory.parseMap(Map.of("muninn.query.index.engine", word))
            .withFallback(ClusterConfig.unresolved())
            .resolve();
    return QuerySettings.from(config).index().engines();
  }
}
