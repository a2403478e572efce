package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what happened to one item. */
@Command(
    name = "story",
    description = "Tell what happened to one item, step by step.",
    mixinStandardHelpOptions = true)
final class StoryCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int STEP_INDENT = 12;
  private static final int ATTEMPT_INDENT = 14;
  private static final int EVENT_INDENT = 7;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description =
          "The item's id, as search and add print it; its beginning, or the name of the file, when"
              + " just one item fits.")
  private String id;

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    String path = "/media/" + new ItemFinder(api).find(id) + "/pipeline";
    if (json) {
      out.println(api.getForText(path, PATIENCE));
      return 0;
    }
    Wire.Story story = api.get(path, Wire.Story.class);
    out.printf("%s is %s%n", story.mediaId(), story.status());
    story.stages().forEach(step -> print(out, step));
    for (Wire.Entry entry : story.events()) {
      out.println(
          Texts.wrapped(
              String.format(
                  "%5d  %s  %-15s  %s",
                  entry.sequenceNr(),
                  Texts.time(entry.at()),
                  entry.type(),
                  Texts.printable(entry.summary())),
              EVENT_INDENT));
    }
    return 0;
  }

  private static void print(PrintWriter out, Wire.Step step) {
    out.println(
        Texts.wrapped(
            String.format(
                    "  %-9s %-8s%s%s",
                    step.stage(),
                    step.status(),
                    run(step.startedAt(), step.elapsedMs(), step.node()),
                    step.attempts() > 1 ? ", attempt " + step.attempts() : "")
                .stripTrailing(),
            STEP_INDENT));
    if (step.history().size() > 1 || step.error() != null) {
      step.history().forEach(attempt -> print(out, attempt));
    }
    if (step.error() != null) {
      note(out, words(step.error()));
    }
    if (step.nextAttemptAt() != null) {
      note(out, "next attempt at " + Texts.time(step.nextAttemptAt()));
    }
    if (step.remark() != null) {
      note(out, Texts.printable(step.remark()));
    }
  }

  private static void note(PrintWriter out, String words) {
    out.println(Texts.wrapped(" ".repeat(STEP_INDENT) + words, STEP_INDENT));
  }

  private static String words(Wire.Trouble trouble) {
    return Texts.printable(trouble.words())
        + " ("
        + Texts.printable(trouble.code())
        + ")"
        + (trouble.hint() == null ? "" : " " + Texts.printable(trouble.hint()));
  }

  private static void print(PrintWriter out, Wire.Attempt attempt) {
    out.println(
        Texts.wrapped(
            String.format(
                "            attempt %d %s%s%s",
                attempt.attempt(),
                attempt.outcome(),
                run(attempt.startedAt(), attempt.elapsedMs(), attempt.node()),
                attempt.error() == null ? "" : ": " + Texts.printable(attempt.error().code())),
            ATTEMPT_INDENT));
  }

  private static String run(String startedAt, Long elapsedMs, String node) {
    return (startedAt == null ? "" : " " + Texts.time(startedAt))
        + (elapsedMs == null ? "" : ", " + Texts.span(Duration.ofMillis(elapsedMs)))
        + (node == null ? "" : " on " + Texts.printable(node));
  }
}
