package dev.muninn.node.cli;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a login, on the server and here. */
@Command(
    name = "logout",
    description = "End the login, on the server and here.",
    mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CredentialStore store = CredentialStore.standard();
    URI address = server.address(store);
    Optional<CredentialStore.Login> login = store.find(address);
    if (login.isEmpty()) {
      throw CredentialStore.notLoggedIn(address);
    }
    try {
      new Api(address, store).logout(login.get().refreshToken());
    } finally {
      store.remove(address);
    }
    spec.commandLine().getOut().println("Logged out of " + address);
    return 0;
  }
}
