package dev.muninn.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says, or takes back, what a person says of items. */
@Command(
    name = "edit",
    description = {
      "Rate, tag, title, place or date items.",
      "What is not named stays; no rerun of anything overwrites it."
    },
    mixinStandardHelpOptions = true)
final class EditCommand implements Callable<Integer> {
  private static final int TRIES = 5;

  /** What can be taken back; the constants are the words of the command line. */
  enum Field {
    RATING("rating"),
    TAGS("tags"),
    TITLE("title"),
    PLACE("place"),
    DATE("capturedAt");

    private final String name;

    Field(String name) {
      this.name = name;
    }
  }

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ITEM",
      arity = "1..*",
      description = "Items: their ids, the beginnings of these, or the names of their files.")
  private List<String> words;

  @Option(names = "--rating", paramLabel = "N", description = "0 to 5.")
  private Integer rating;

  @Option(names = "--tag", paramLabel = "T", description = "Adds a tag; may be given again.")
  private List<String> tags = List.of();

  @Option(names = "--untag", paramLabel = "T", description = "Takes a tag off, in any case.")
  private List<String> untags = List.of();

  @Option(names = "--title", paramLabel = "TEXT", description = "Its title.")
  private String title;

  @Option(names = "--place", paramLabel = "TEXT", description = "The name of the place.")
  private String place;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "When it was taken: 1999-08-11, or 1999-08-11T12:35, or with +02:00.")
  private String date;

  @Option(
      names = "--clear",
      paramLabel = "FIELD",
      split = ",",
      description = "Takes back ${COMPLETION-CANDIDATES}; several with commas.")
  private List<Field> cleared = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode patch = patch();
    boolean readsTags = !tags.isEmpty() || !untags.isEmpty();
    if (patch.isEmpty() && !readsTags) {
      throw new ParameterException(spec.commandLine(), "What is to change? See --help.");
    }
    Api api = server.api();
    ItemFinder finder = new ItemFinder(api);
    List<String> ids = words.stream().map(finder::find).toList();
    for (String id : ids) {
      String path = "/media/" + id;
      Wire.Media item =
          readsTags
              ? tagged(api, path, patch)
              : api.patch(path, patch, Optional.empty(), Wire.Media.class).orElseThrow();
      out.println(Texts.wrapped(item.words(), 2));
    }
    return 0;
  }

  private ObjectNode patch() {
    ObjectNode patch = Api.JSON.createObjectNode();
    cleared.forEach(field -> patch.putNull(field.name));
    Optional.ofNullable(rating).ifPresent(value -> patch.put(Field.RATING.name, value));
    Optional.ofNullable(title).ifPresent(value -> patch.put(Field.TITLE.name, value));
    Optional.ofNullable(place).ifPresent(value -> patch.put(Field.PLACE.name, value));
    Optional.ofNullable(date).ifPresent(value -> patch.put(Field.DATE.name, value));
    return patch;
  }

  /** Changes the tags that there are: read and written again when somebody else was faster. */
  private Wire.Media tagged(Api api, String path, ObjectNode patch) {
    for (int i = 0; i < TRIES; i++) {
      Api.Tagged<Wire.Media> seen = api.getTagged(path, Wire.Media.class);
      ArrayNode list = patch.putArray(Field.TAGS.name);
      changed(cleared.contains(Field.TAGS) ? List.of() : seen.value().tags()).forEach(list::add);
      Optional<Wire.Media> edited =
          api.patch(path, patch, Optional.of(seen.tag()), Wire.Media.class);
      if (edited.isPresent()) {
        return edited.get();
      }
    }
    throw new CliException(path, "changes all the time", "try again in a moment");
  }

  private List<String> changed(List<String> before) {
    List<String> after = new ArrayList<>(before);
    after.removeIf(tag -> untags.stream().anyMatch(tag::equalsIgnoreCase));
    tags.stream()
        .filter(tag -> after.stream().noneMatch(tag::equalsIgnoreCase))
        .forEach(after::add);
    return after;
  }
}
