package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the commands on models ask of a running server: its spaces, and the switch between them. */
final class ModelChange {
  private static final long POLL_MS = 1_000;

  private final Api api;
  private final PrintWriter out;

  ModelChange(Api api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  private List<Wire.Space> spaces() {
    return api.get("/spaces", Wire.Spaces.class).spaces();
  }

  void print() {
    for (Wire.Space space : spaces()) {
      out.printf("  %s%n", line(space));
    }
  }

  /** One line of a space, for lists and for the status. */
  static String line(Wire.Space space) {
    return String.format(
        Locale.ROOT,
        "%-10s %-24s %s: %,d of %s%s",
        space.state(),
        Texts.printable(space.space()),
        Texts.printable(space.model()),
        space.done(),
        Texts.count(space.items(), "item"),
        space.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d set aside", space.failed()));
  }

  /** Switches where the space is there, else has it filled and watches. */
  void use(String model, boolean wait) throws InterruptedException {
    Optional<Wire.Space> known = live(model);
    if (known.filter(one -> one.state().equals("active")).isPresent()) {
      out.println(model + " answers already");
      return;
    }
    if (known.filter(one -> !one.state().equals("building")).isPresent()) {
      activate(known.get());
      return;
    }
    Wire.Space space = api.post("/spaces", new Wire.SpaceWish(model, true), Wire.Space.class);
    out.println(
        space.space()
            + " is filled while the old space answers; it takes over by itself when it is complete");
    if (wait) {
      out.println(
          "ctrl-C ends this view and nothing else; `muninn models list` shows how far it is");
      out.flush();
      watch(space.space());
    }
  }

  private Optional<Wire.Space> live(String model) {
    return spaces().stream()
        .filter(one -> one.model().equals(model) || one.space().equals(model))
        .findFirst();
  }

  private void activate(Wire.Space space) {
    long begin = System.nanoTime();
    api.post(
        "/spaces/" + encoded(space.space()) + "/activate",
        new Wire.SwitchWish(),
        Wire.Spaces.class);
    out.printf("%s answers now (%d ms)%n", space.space(), (System.nanoTime() - begin) / 1_000_000);
  }

  private void watch(String id) throws InterruptedException {
    ProgressLine progress = new ProgressLine(out, Terminal.draws());
    long before = -1;
    while (true) {
      Wire.Space space =
          spaces().stream()
              .filter(one -> one.space().equals(id))
              .findFirst()
              .orElseThrow(
                  () -> new CliException(id, "was dropped", "`muninn models use` begins again"));
      if (space.state().equals("active")) {
        progress.clear();
        out.println(id + " answers now: " + line(space));
        return;
      }
      before = before < 0 ? space.done() : before;
      progress.show(state(space, before, progress.elapsed().toSeconds()));
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** What was done before somebody looked tells nothing of the rate. */
  private static ProgressLine.State state(Wire.Space space, long before, long seconds) {
    long here = space.done() - before;
    long left = Math.max(0, space.items() - space.done() - space.failed());
    return new ProgressLine.State(
        space.done(),
        space.items(),
        String.format(Locale.ROOT, "%,d done, %,d left", space.done(), left),
        here <= 0 ? -1 : seconds * left / here);
  }

  /** To the space that answered before. */
  void back() {
    activate(
        spaces().stream()
            .filter(one -> one.state().equals("retired"))
            .findFirst()
            .orElseThrow(
                () ->
                    new CliException(
                        "models back",
                        "there is no space to go back to",
                        "`muninn models use NAME` fills one")));
  }

  /** The one that is named, or the only one that does not answer. */
  void drop(Optional<String> name) {
    Wire.Space chosen =
        name.map(this::named)
            .orElseGet(
                () ->
                    spaces().stream()
                        .filter(one -> !one.state().equals("active"))
                        .findFirst()
                        .orElseThrow(
                            () ->
                                new CliException(
                                    "models drop", "there is only the space that answers", "")));
    api.delete("/spaces/" + encoded(chosen.space()));
    out.println(
        chosen.space() + " is dropped; its vectors stay in the journal, its index is deleted");
  }

  private Wire.Space named(String name) {
    return live(name)
        .orElseThrow(
            () -> new CliException(name, "is no live space", "`muninn models list` shows them"));
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
