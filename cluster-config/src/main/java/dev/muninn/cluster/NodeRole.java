package dev.muninn.cluster;

import java.util.Arrays;
import java.util.Locale;

/** What a node does for the cluster; on one machine it does everything. */
public enum NodeRole {
  /**
   * Owns entities, sessions and coordinators; only such nodes count for the split brain resolver.
   */
  CORE,
  /** Opens originals: runs the stages of the pipeline. */
  INGEST,
  /** Holds views and vector indexes. */
  QUERY,
  /** Answers HTTP. */
  GATEWAY,
  /** Embeds; comes and goes. */
  GPU;

  /** The word used in configuration and as the role of the cluster's member. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the roles there are
   */
  public static NodeRole ofWord(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "muninn.roles: no role '" + word + "'; there are " + words()));
  }

  private static String words() {
    return String.join(", ", Arrays.stream(values()).map(NodeRole::word).toList());
  }
}
