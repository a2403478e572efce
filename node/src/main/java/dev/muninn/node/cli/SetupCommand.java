package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.node.StandardFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the first admin of a fresh server, and logs in as that. */
@Command(
    name = "setup",
    description = "Make the first admin of a fresh Muninn, and log in as that.",
    mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "The setup code; else read from the data folder when the server runs here.")
  private String code;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The server's data folder, where the code lies, if it is not the usual one.")
  private Path data;

  @Option(names = "--email", description = "Your e-mail address, the name you log in with.")
  private String email;

  @Option(names = "--name", description = "How you are shown; else the part before the @.")
  private String name;

  @Option(
      names = "--org",
      defaultValue = "home",
      description = "What this library is called (default: ${DEFAULT-VALUE}).")
  private String org;

  @Override
  public Integer call() {
    DataFolder folder = data == null ? StandardFolder.find() : new DataFolder(data);
    CredentialStore store = CredentialStore.standard();
    URI address =
        data == null || server.named()
            ? server.address(store)
            : ServerOption.parsed(
                ServerOption.running(folder)
                    .orElseThrow(
                        () ->
                            new CliException(
                                folder.root().toString(),
                                "no Muninn runs on this folder",
                                "start it with `muninn up --data " + folder.root() + "`")));
    String secret = code == null ? codeOf(folder) : code.strip();
    String address0 = email == null ? Passwords.ask("E-mail", "--email") : email;
    String shown = Optional.ofNullable(name).orElseGet(() -> address0.replaceAll("@.*", ""));
    Api api = new Api(address, store);
    Wire.Tokens tokens =
        api.postOpen(
            "/auth/setup",
            new Wire.Setup(secret, address0, Passwords.choose(), shown, org),
            Wire.Tokens.class);
    store.put(address, Api.login(address0, tokens));
    spec.commandLine()
        .getOut()
        .println("You are the first admin of " + Texts.printable(org) + " at " + address);
    return 0;
  }

  private static String codeOf(DataFolder folder) {
    try {
      return Files.readString(folder.setupCodeFile()).strip();
    } catch (IOException missing) {
      throw new CliException(
          folder.setupCodeFile().toString(),
          "holds no setup code",
          "give the one that `muninn up` printed with --code, or its folder with --data",
          missing);
    }
  }
}
