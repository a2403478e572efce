package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what happened to one item. */
@Command(
    name = "story",
    description = "Tell what happened to one item, step by step.",
    mixinStandardHelpOptions = true)
final class StoryCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The item's id, as search and add print it.")
  private String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Wire.Story story =
        server
            .api()
            .get(
                "/media/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/pipeline",
                Wire.Story.class);
    out.printf("%s is %s%n", story.mediaId(), story.status());
    for (Wire.Step step : story.stages()) {
      print(out, step);
    }
    for (Wire.Entry entry : story.events()) {
      out.printf(
          "%5d  %s  %-15s  %s%n",
          entry.sequenceNr(), time(entry.at()), entry.type(), Texts.printable(entry.summary()));
    }
    return 0;
  }

  private static void print(PrintWriter out, Wire.Step step) {
    out.printf(
        "  %-9s %-8s%s%s%n",
        step.stage(),
        step.status(),
        run(step.startedAt(), step.elapsedMs(), step.node()),
        step.attempts() > 1 ? ", attempt " + step.attempts() : "");
    if (step.history().size() > 1 || step.error() != null) {
      step.history().forEach(attempt -> print(out, attempt));
    }
    if (step.error() != null) {
      out.printf(
          "            %s (%s). %s%n",
          Texts.printable(step.error().words()),
          step.error().code(),
          step.error().hint() == null ? "" : Texts.printable(step.error().hint()));
    }
    if (step.nextAttemptAt() != null) {
      out.println("            next attempt at " + time(step.nextAttemptAt()));
    }
    if (step.remark() != null) {
      out.println("            " + Texts.printable(step.remark()));
    }
  }

  private static void print(PrintWriter out, Wire.Attempt attempt) {
    out.printf(
        "            attempt %d %s%s%s%n",
        attempt.attempt(),
        attempt.outcome(),
        run(attempt.startedAt(), attempt.elapsedMs(), attempt.node()),
        attempt.error() == null ? "" : ": " + Texts.printable(attempt.error().code()));
  }

  private static String run(String startedAt, Long elapsedMs, String node) {
    return (startedAt == null ? "" : " " + time(startedAt))
        + (elapsedMs == null ? "" : ", " + Texts.span(Duration.ofMillis(elapsedMs)))
        + (node == null ? "" : " on " + Texts.printable(node));
  }

  private static String time(String rfc3339) {
    try {
      return TIME.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(rfc3339, Instant::from));
    } catch (DateTimeParseException odd) {
      return Texts.printable(rfc3339);
    }
  }
}
