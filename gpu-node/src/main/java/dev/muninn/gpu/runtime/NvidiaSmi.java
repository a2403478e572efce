package dev.muninn.gpu.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What NVIDIA's tool says of the cards, where it is installed. Blocks for some seconds at most;
 * thread-safe.
 */
public final class NvidiaSmi {
  private static final int PATIENCE_S = 5;
  private static final int FIELDS = 4;
  private static final int MOST_BYTES = 10_000;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final String program;

  public NvidiaSmi() {
    this("nvidia-smi");
  }

  NvidiaSmi(String program) {
    this.program = program;
  }

  /**
   * A card now.
   *
   * @param name as its maker calls it
   * @param memoryUsedMiB by all programs
   * @param celsius empty where the card does not tell
   */
  public record Card(
      String name, OptionalInt memoryUsedMiB, OptionalInt memoryTotalMiB, OptionalInt celsius) {}

  /** Nothing where there is no such tool, no such card, or no answer in time. */
  public Optional<Card> card(int index) {
    return asked(List.of("--id=" + index)).stream().findFirst();
  }

  /** All cards of the machine in their order; none where there is no such tool. */
  public List<Card> cards() {
    return asked(List.of());
  }

  private List<Card> asked(List<String> which) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(which);
    command.add("--query-gpu=name,memory.used,memory.total,temperature.gpu");
    command.add("--format=csv,noheader,nounits");
    try {
      return answer(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<Card> answer(Process process) throws IOException, InterruptedException {
    try {
      boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        return List.of();
      }
      byte[] lines = process.getInputStream().readNBytes(MOST_BYTES);
      return new String(lines, StandardCharsets.UTF_8)
          .lines()
          .map(NvidiaSmi::parsed)
          .flatMap(Optional::stream)
          .toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Optional<Card> parsed(String line) {
    String[] fields = COMMA.split(line.strip(), -1);
    return fields.length == FIELDS
        ? Optional.of(new Card(fields[0], number(fields[1]), number(fields[2]), number(fields[3])))
        : Optional.empty();
  }

  /** {@code [N/A]} where a card does not tell. */
  private static OptionalInt number(String field) {
    return field.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(field))
        : OptionalInt.empty();
  }
}
