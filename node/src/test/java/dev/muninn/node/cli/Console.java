package dev.muninn.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;

/** A person who is logged in to a fake server and reads what a command says. */
final class Console implements AutoCloseable {
  final FakeServer server = new FakeServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  Console() {
    try {
      System.setProperty("muninn.config-home", Files.createTempDirectory("muninn-cli").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CredentialStore.standard()
        .put(
            ServerOption.parsed(server.url()),
            new CredentialStore.Login(
                "a@b.cd", "old", "first", Instant.now().plusSeconds(3600).toEpochMilli()));
  }

  /** The exit code of a command on this server. */
  int run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = server.url();
    return runAsItStands(all);
  }

  /** The exit code of a command that finds its server by itself. */
  int runAsItStands(String... words) {
    return CommandLineRunner.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  String said() {
    return out + "" + err;
  }

  /** The body of the last request of this line. */
  String sent(String line) {
    return server.asked().stream()
        .filter(asked -> asked.line().equals(line))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError(line + " was not asked: " + server.asked()))
        .body();
  }

  @Override
  public void close() {
    System.clearProperty("muninn.config-home");
    server.close();
  }
}
