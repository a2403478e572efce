package dev.muninn.node.bench.retrieval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured once, by mode, over so many pictures in a space. Later runs over the same set
 * are held against it.
 */
public record Baseline(
    @JsonProperty("space") String space,
    @JsonProperty("pictures") int pictures,
    @JsonProperty("modes") Map<String, Measures> modes) {
  /** So much less nDCG@10, or share refused, is still the same. */
  public static final double TOLERANCE = 0.02;

  /** A sum of a few dozen doubles in another order may differ by so much. */
  private static final double ROUNDING = 1e-9;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Baseline {
    modes = new TreeMap<>(modes);
  }

  public static Baseline read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Baseline.class);
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  /** What is worse now, in words; empty when nothing is. */
  public List<String> regressions(Baseline now) {
    if (!space.equals(now.space()) || pictures != now.pictures()) {
      return List.of(
          "recorded with %s over %d pictures, not with %s over %d: record it anew"
              .formatted(space, pictures, now.space(), now.pictures()));
    }
    List<String> worse = new ArrayList<>();
    modes.forEach((mode, before) -> compare(mode, before, now.modes().get(mode), worse));
    return worse;
  }

  private static void compare(String mode, Measures before, Measures now, List<String> worse) {
    if (now == null || now.questions() != before.questions()) {
      worse.add(mode + ": recorded over " + before.questions() + " questions: record it anew");
      return;
    }
    fall(mode + " nDCG@10", before.ndcg10(), now.ndcg10(), worse);
    fall(mode + " refused", before.refused(), now.refused(), worse);
  }

  private static void fall(String what, double before, double now, List<String> worse) {
    if (before - now > TOLERANCE + ROUNDING) {
      worse.add(String.format(Locale.ROOT, "%s fell from %.3f to %.3f", what, before, now));
    }
  }
}
