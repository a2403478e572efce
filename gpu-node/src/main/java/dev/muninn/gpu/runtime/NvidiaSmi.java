package dev.muninn.gpu.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What NVIDIA's tool says of the cards, where it is installed. Blocks for some seconds at most; one
 * that cannot be ended (its driver hangs) is waited for before the tool is asked again.
 * Thread-safe.
 */
public final class NvidiaSmi {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FIELDS = 4;
  private static final int MOST_BYTES = 10_000;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final String program;
  private final Duration patience;
  private final Consumer<Process> ending;
  private Optional<Process> stuck = Optional.empty();

  public NvidiaSmi() {
    this("nvidia-smi");
  }

  NvidiaSmi(String program) {
    this(program, PATIENCE);
  }

  NvidiaSmi(String program, Duration patience) {
    this(program, patience, NvidiaSmi::endWithChildren);
  }

  /**
   * @param ending of one that did not answer in time; where it lives on, no other one is started
   */
  NvidiaSmi(String program, Duration patience, Consumer<Process> ending) {
    this.program = program;
    this.patience = patience;
    this.ending = ending;
  }

  private static void endWithChildren(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
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

  /** One at a time: a driver that hangs would collect those that nobody can end. */
  private synchronized List<Card> asked(List<String> which) {
    if (stuck.filter(Process::isAlive).isPresent()) {
      return List.of();
    }
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

  private List<Card> answer(Process process) throws IOException, InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
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
      if (!ended) {
        ending.accept(process);
        stuck = Optional.of(process);
      }
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
