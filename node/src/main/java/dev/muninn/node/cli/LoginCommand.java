package dev.muninn.node.cli;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Logs in; the tokens stay in the user's configuration, readable by the user alone. */
@Command(
    name = "login",
    description = {
      "Log in; later commands use this login.",
      "The password is asked for, or taken from MUNINN_PASSWORD or standard input."
    },
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(names = "--email", description = "The e-mail address; else that of the last login.")
  private String email;

  @Override
  public Integer call() {
    CredentialStore store = CredentialStore.standard();
    URI address = server.address(store);
    String who =
        Optional.ofNullable(email)
            .or(() -> store.find(address).map(CredentialStore.Login::email))
            .orElseGet(() -> Passwords.ask("E-mail", "--email"));
    Wire.Tokens tokens =
        new Api(address, store)
            .postOpen(
                "/auth/login",
                new Wire.Credentials(who, Passwords.read("Password")),
                Wire.Tokens.class);
    store.put(address, Api.login(who, tokens));
    spec.commandLine().getOut().println("Logged in to " + address + " as " + Texts.printable(who));
    return 0;
  }
}
