package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.node.RuntimeFile;
import dev.muninn.node.StandardFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what is wrong and says the way out; goes on as far as it can. */
@Command(
    name = "doctor",
    description = "Look for what is wrong, and say the way out.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:something needs a look"},
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long LOW_ROOM = 5_000_000_000L;
  private static final long LAGGING = 1000;
  private static final int OK = 200;
  private static final int LISTED = 10;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder to look at when the server runs here.")
  private Path data;

  @Option(
      names = "--release",
      description = "First let what is parked be tried again; after an update, for example.")
  private boolean release;

  private PrintWriter out;
  private int troubles;

  @Override
  public Integer call() {
    out = spec.commandLine().getOut();
    fine("Java " + Runtime.version() + ", Muninn " + VersionText.version());
    DataFolder folder = data == null ? StandardFolder.find() : new DataFolder(data);
    Optional<RuntimeFile> here = RuntimeFile.read(folder.runtimeFile());
    here.ifPresent(runtime -> local(folder, runtime));
    CredentialStore store = CredentialStore.standard();
    URI address =
        data == null
            ? server.address(store)
            : here.map(runtime -> ServerOption.parsed(runtime.url()))
                .orElseGet(() -> server.address(store));
    try {
      remote(new Api(address, store));
    } catch (CliException trouble) {
      bad(trouble.getMessage());
    }
    out.println(
        troubles == 0
            ? "All is well."
            : Texts.count(troubles, "thing")
                + (troubles == 1 ? " needs a look." : " need a look."));
    return troubles == 0 ? 0 : CommandLineRunner.FAILED;
  }

  private void local(DataFolder folder, RuntimeFile runtime) {
    if (!runtime.alive()) {
      bad(
          folder.root()
              + ": the server that ran here (process "
              + runtime.pid()
              + ") ended without saying so; start it again with `muninn up`, its log is "
              + folder.logs().resolve("muninn.log"));
    } else {
      fine("server here: process " + runtime.pid() + ", since " + runtime.startedAt());
    }
    try {
      FileStore disk = Files.getFileStore(folder.root());
      String room = Texts.bytes(disk.getUsableSpace()) + " free on the disk of " + folder.root();
      if (disk.getUsableSpace() < LOW_ROOM) {
        bad(room + ": uploads stop before it is full; free some");
      } else {
        fine(room);
      }
    } catch (IOException unreadable) {
      bad(folder.root() + ": cannot be read; run this as the user that runs the server");
    }
  }

  private void remote(Api api) {
    HttpResponse<byte[]> ready = api.probe("/readyz");
    if (ready.statusCode() == OK) {
      fine(api.server() + " is ready");
    } else {
      bad(
          api.server()
              + " is not ready: "
              + Texts.printable(new String(ready.body(), StandardCharsets.UTF_8))
              + "; wait a moment, else look at its log");
    }
    Wire.Me me = api.get("/auth/me", Wire.Me.class);
    fine("logged in" + (me.email() == null ? "" : " as " + Texts.printable(me.email())));
    OperationCheck operation = new OperationCheck(api, this::fine, this::bad);
    if (release) {
      operation.release();
    }
    operation.stages(pipeline(api));
    operation.projections();
    operation.files();
    new NodesCheck(api, Clock.systemUTC(), this::fine, this::bad).run();
    index(api);
  }

  private Wire.Counts pipeline(Api api) {
    Wire.Counts counts = api.get("/pipeline", Wire.Counts.class);
    long told =
        counts.ready()
            + counts.waiting()
            + counts.running()
            + counts.failed()
            + counts.quarantined()
            + counts.trashed();
    if (told == counts.accepted()) {
      fine(Texts.count(told, "item") + " accepted, each accounted for");
    } else {
      bad(
          counts.accepted()
              + " items accepted and "
              + told
              + " accounted for; if it stays so for a minute, report it with the server's log");
    }
    if (counts.failed() > 0) {
      fine(Texts.count(counts.failed(), "item") + " failed and will be tried again");
    }
    if (counts.quarantined() > 0) {
      bad(Texts.count(counts.quarantined(), "item") + " in quarantine:");
      Wire.Items items =
          api.get("/pipeline/items?status=quarantined&limit=" + LISTED, Wire.Items.class);
      items.items().forEach(this::quarantined);
    }
    return counts;
  }

  private void quarantined(Wire.Item item) {
    String why = item.error() == null ? "" : item.error().words() + " " + item.error().hint();
    out.println("      " + item.mediaId() + "  " + Texts.printable(item.name() + ": " + why));
  }

  private void index(Api api) {
    for (Wire.Partition part : api.get("/index", Wire.Index.class).partitions()) {
      String words = "index " + part.space() + ": " + Texts.count(part.vectors(), "vector");
      if (part.lag() > LAGGING) {
        bad(words + ", " + part.lag() + " events behind; it catches up by itself when idle");
      } else {
        fine(words + (part.lag() == 0 ? ", up to date" : ", " + part.lag() + " events behind"));
      }
    }
  }

  private void fine(String words) {
    out.println("  ok  " + words);
  }

  private void bad(String words) {
    troubles++;
    out.println("  !!  " + words);
  }
}
