package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.node.RuntimeFile;
import dev.muninn.node.StandardFolder;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server a command talks to. */
final class ServerOption {
  static final String DEFAULT_URL = "http://127.0.0.1:2847";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server; else MUNINN_URL, the one logged in to last, the one that runs here, "
              + DEFAULT_URL
              + ".")
  private String url;

  /** The server's address, without a slash at the end. */
  URI address(CredentialStore store) {
    String text =
        Optional.ofNullable(url)
            .or(() -> Optional.ofNullable(System.getenv("MUNINN_URL")).filter(s -> !s.isBlank()))
            .or(store::current)
            .or(() -> running(StandardFolder.find()))
            .orElse(DEFAULT_URL);
    return parsed(text);
  }

  /** The address of the Muninn that serves a folder of this machine. */
  static Optional<String> running(DataFolder folder) {
    return RuntimeFile.read(folder.runtimeFile()).filter(RuntimeFile::alive).map(RuntimeFile::url);
  }

  boolean named() {
    return url != null;
  }

  static URI parsed(String text) {
    try {
      URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // the same words as for an address without a host
    }
    throw new CliException(text, "is not an address", "give one like " + DEFAULT_URL);
  }

  /** The API, with the tokens of the last login if there was one. */
  Api api() {
    CredentialStore store = CredentialStore.standard();
    return new Api(address(store), store);
  }
}
