package dev.muninn.node.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds items by meaning and by words. */
@Command(
    name = "search",
    description = "Find photos and videos by what is on them.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  /** How the server is to look. */
  enum Mode {
    HYBRID,
    TEXT,
    VECTOR
  }

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WORDS", arity = "0..*", description = "What to look for.")
  private List<String> words = List.of();

  @Option(
      names = "--like",
      paramLabel = "PICTURE",
      description = "Instead of words: a picture that they should look like; it is not kept.")
  private Path like;

  @Option(
      names = "-k",
      defaultValue = "10",
      description = "How many hits, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--mode",
      defaultValue = "HYBRID",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mode mode;

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean json;

  @Override
  public Integer call() {
    if (words.isEmpty() == (like == null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "search takes WORDS, or --like PICTURE");
    }
    HttpResponse<byte[]> reply = like == null ? byWords(server.api()) : byPicture(server.api());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(reply.body(), StandardCharsets.UTF_8));
      return 0;
    }
    show(out, Api.parsed(reply, Wire.Hits.class));
    return 0;
  }

  private HttpResponse<byte[]> byWords(Api api) {
    return api.post(
        "/search",
        new Wire.Query(String.join(" ", words), k, mode.name().toLowerCase(Locale.ROOT)));
  }

  private HttpResponse<byte[]> byPicture(Api api) {
    try {
      return api.post("/search/by-image?k=" + k, like);
    } catch (FileNotFoundException e) {
      throw new CliException(like.toString(), "cannot be read", "is it a file of yours?", e);
    }
  }

  private static void show(PrintWriter out, Wire.Hits answer) {
    int rank = 1;
    for (Wire.Hit hit : answer.hits()) {
      print(out, rank++, hit);
    }
    if (answer.noGoodMatch()) {
      out.println("No good match. " + Texts.printable(answer.hint() == null ? "" : answer.hint()));
    }
    out.printf(
        "%s in %d ms%s%n",
        Texts.count(answer.hits().size(), "hit"),
        answer.tookMs(),
        answer.lagMs() > 0
            ? ", " + Texts.span(Duration.ofMillis(answer.lagMs())) + " behind what was added"
            : "");
  }

  private static void print(PrintWriter out, int rank, Wire.Hit hit) {
    out.printf(
        Locale.ROOT,
        "%3d  %.3f  %-5s  %s  %s%s%n",
        rank,
        hit.score(),
        hit.kind(),
        hit.mediaId(),
        Texts.printable(hit.name()),
        hit.moment() == null ? "" : "  at " + moment(hit.moment()));
    if (!hit.why().isEmpty()) {
      out.println("     " + Texts.printable(String.join(" · ", hit.why())));
    }
  }

  private static String moment(Wire.Moment moment) {
    return clock(moment.startMs() / 1000) + "–" + clock(moment.endMs() / 1000);
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
