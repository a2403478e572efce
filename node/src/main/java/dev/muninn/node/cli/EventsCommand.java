package dev.muninn.node.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what changes, as it changes. */
@Command(
    name = "events",
    description = {
      "Print what changes as it is recorded, a line a change, until Ctrl-C.",
      "After a broken connection it goes on where it was: nothing is left out or said twice."
    },
    mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
  private static final int PAUSE_MS = 1000;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(
      names = "--after",
      paramLabel = "ID",
      defaultValue = "",
      description = "Begin after the change with this id (default: with the next one).")
  private String last;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many changes (default: never).")
  private long limit;

  @Option(names = "--json", description = "Print each change as the server sends it.")
  private boolean json;

  private long printed;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    read(api, out);
    while (!enough()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      try {
        read(api, out);
      } catch (CliException away) {
        if (!(away.getCause() instanceof IOException)) {
          throw away;
        }
      }
    }
    return 0;
  }

  private boolean enough() {
    return limit > 0 && printed >= limit;
  }

  /** Reads until the connection ends, however it does. */
  private void read(Api api, PrintWriter out) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(api.open("/events", last), StandardCharsets.UTF_8))) {
      String id = last;
      String data = null;
      for (String line = lines.readLine(); line != null && !enough(); line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        } else if (line.isEmpty()) {
          print(out, data);
          last = id;
          data = null;
        }
      }
    } catch (IOException broken) {
      // the same as an end: the caller comes again with the last id
    }
  }

  private void print(PrintWriter out, String data) {
    if (data == null) {
      return;
    }
    printed++;
    if (json) {
      out.println(data);
    } else {
      Wire.Change change = changeOf(data);
      out.printf(
          "%s  %-15s  %s  %s%n",
          Texts.time(change.at()),
          Texts.printable(change.type()),
          change.subjectId(),
          Texts.printable(change.summary()));
    }
    out.flush();
  }

  private static Wire.Change changeOf(String data) {
    try {
      return Api.JSON.readValue(data, Wire.Change.class);
    } catch (IOException unexpected) {
      throw new CliException("a change", "cannot be read: " + data, "", unexpected);
    }
  }
}
