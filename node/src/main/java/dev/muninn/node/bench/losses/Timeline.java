package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When the others noticed a loss, decided and acted, as their logs say. */
final class Timeline {
  private static final Map<String, String> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("unreachable", "as UNREACHABLE");
    STEPS.put("decided", "SBR took decision");
    STEPS.put("removed", "is removing unreachable node");
    STEPS.put("coordinator", "ShardCoordinator was moved to the active state");
  }

  private Timeline() {}

  /** Seconds from the loss to the first mention of each step in any of the logs. */
  static String since(Instant loss, List<LossNode> survivors) throws IOException {
    StringBuilder logs = new StringBuilder();
    for (LossNode one : survivors) {
      logs.append(one.log()).append('\n');
    }
    List<String> lines = logs.toString().lines().toList();
    return STEPS.entrySet().stream()
        .map(step -> first(lines, step.getValue(), loss).map(s -> step.getKey() + " " + s))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> first(List<String> lines, String words, Instant loss) {
    return lines.stream()
        .filter(line -> line.contains(words))
        .map(Timeline::at)
        .flatMap(Optional::stream)
        .filter(at -> at.isAfter(loss))
        .sorted()
        .findFirst()
        .map(
            at ->
                String.format(Locale.ROOT, "%.1f s", Duration.between(loss, at).toMillis() / 1e3));
  }

  private static Optional<Instant> at(String line) {
    try {
      return Optional.of(OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant());
    } catch (DateTimeParseException | StringIndexOutOfBoundsException noLine) {
      return Optional.empty();
    }
  }
}
