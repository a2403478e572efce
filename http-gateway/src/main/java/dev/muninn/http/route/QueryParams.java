package dev.muninn.http.route;

import akka.http.javadsl.model.Query;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The query of a request; every value is bounded, and what is out of range is 400 with words. */
public final class QueryParams {
  private static final int MAX_CURSOR = 1000;
  private final Query query;

  QueryParams(Query query) {
    this.query = query;
  }

  /** A text of 1..{@code max} characters without control characters; empty when it is not there. */
  public Optional<String> text(String name, int max) {
    Optional<String> value = query.get(name).filter(v -> !v.isEmpty());
    value.ifPresent(v -> checked(name, v, max));
    return value;
  }

  private static void checked(String name, String value, int max) {
    require(value.length() <= max, name, "has at most " + max + " characters");
    require(value.chars().noneMatch(Character::isISOControl), name, "has no control characters");
  }

  /** The values of a repeated parameter, each as {@link #text} has it, at most {@code most}. */
  public List<String> texts(String name, int max, int most) {
    List<String> values = query.getAll(name).stream().filter(v -> !v.isEmpty()).distinct().toList();
    require(values.size() <= most, name, "comes at most " + most + " times");
    values.forEach(value -> checked(name, value, max));
    return values;
  }

  public Optional<String> cursor() {
    return text("cursor", MAX_CURSOR);
  }

  /** A whole number in a range, or {@code otherwise}. */
  public int number(String name, int min, int max, int otherwise) {
    return number(name, min, max).orElse(otherwise);
  }

  public Optional<Integer> number(String name, int min, int max) {
    return query.get(name).map(value -> parsed(name, value, min, max));
  }

  private static int parsed(String name, String value, int min, int max) {
    String range = "is a whole number from " + min + " to " + max;
    require(value.matches("-?[0-9]{1,9}"), name, range);
    int number = Integer.parseInt(value);
    require(number >= min && number <= max, name, range);
    return number;
  }

  /** The values of a repeated or comma-separated parameter, each out of {@code values}. */
  public <T> List<T> words(String name, List<T> values, Function<T, String> word) {
    return query.getAll(name).stream()
        .flatMap(v -> List.of(v.split(",", -1)).stream())
        .filter(v -> !v.isEmpty())
        .map(v -> oneOf(name, v, values, word))
        .distinct()
        .toList();
  }

  public <T> Optional<T> word(String name, List<T> values, Function<T, String> word) {
    return query.get(name).filter(v -> !v.isEmpty()).map(v -> oneOf(name, v, values, word));
  }

  private static <T> T oneOf(String name, String value, List<T> values, Function<T, String> word) {
    return values.stream()
        .filter(v -> word.apply(v).equals(value))
        .findFirst()
        .orElseThrow(
            () -> bad(name, "is one of " + String.join(", ", values.stream().map(word).toList())));
  }

  /** A time, RFC 3339 with offset, or a day, which is its beginning in UTC. */
  public Optional<Instant> instant(String name) {
    return text(name, 40).map(value -> instantOf(name, value));
  }

  /** As {@link #instant} for a field of a body. */
  public static Instant instantOf(String name, String value) {
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw bad(name, "is a time such as 2026-05-01T12:00:00+02:00, or a day such as 2026-05-01");
    }
  }

  public ZoneId zone(String name) {
    try {
      return text(name, 60).map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw bad(name, "is a time zone such as Europe/Berlin");
    }
  }

  private static void require(boolean holds, String name, String words) {
    if (!holds) {
      throw bad(name, words);
    }
  }

  /** What is wrong with a parameter or field. */
  public static ProblemException bad(String name, String words) {
    return new ProblemException(Problem.BAD_REQUEST, "'" + name + "' " + words + ".");
  }
}
