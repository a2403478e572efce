package dev.muninn.node.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The tokens of logins, one set a server, in a file of mode 0600 in a folder of mode 0700. Refresh
 * tokens are used up by their use, so changes hold a lock against other commands running now.
 */
final class CredentialStore {
  private static final JsonMapper JSON = new JsonMapper();
  private final Path file;

  CredentialStore(Path file) {
    this.file = file;
  }

  /**
   * {@code $XDG_CONFIG_HOME/muninn/credentials.json}, else under {@code ~/.config}; the property
   * {@code muninn.config-home} goes before both.
   */
  static CredentialStore standard() {
    String config = System.getProperty("muninn.config-home", System.getenv("XDG_CONFIG_HOME"));
    Path base =
        config == null || config.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(config);
    return new CredentialStore(base.resolve("muninn/credentials.json"));
  }

  /** The tokens of one login; {@code expiresAtMs} is that of the access token (epoch, ms). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Login(String email, String accessToken, String refreshToken, long expiresAtMs) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Contents(String current, Map<String, Login> logins) {
    Contents {
      logins = logins == null ? Map.of() : Map.copyOf(logins);
    }
  }

  /** The server of the last login. */
  Optional<String> current() {
    return Optional.ofNullable(read().current());
  }

  Optional<Login> find(URI server) {
    return Optional.ofNullable(read().logins().get(server.toString()));
  }

  /** Keeps a login and makes its server the current one. */
  void put(URI server, Login login) {
    change(
        old -> {
          Map<String, Login> logins = new TreeMap<>(old.logins());
          logins.put(server.toString(), login);
          return new Contents(server.toString(), logins);
        });
  }

  /** Forgets the login of a server. */
  void remove(URI server) {
    change(
        old -> {
          Map<String, Login> logins = new TreeMap<>(old.logins());
          logins.remove(server.toString());
          return new Contents(
              server.toString().equals(old.current()) ? null : old.current(), logins);
        });
  }

  /**
   * Replaces the login of a server by what {@code renewal} makes of it, while no other command can;
   * it is given the newest one, which another command may just have renewed.
   */
  Login renew(URI server, UnaryOperator<Login> renewal) {
    try (FileChannel channel = lockChannel();
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("the lock was lost");
      }
      Contents old = read();
      Login before = old.logins().get(server.toString());
      if (before == null) {
        throw notLoggedIn(server);
      }
      Login fresh = renewal.apply(before);
      if (!fresh.equals(before)) {
        Map<String, Login> logins = new TreeMap<>(old.logins());
        logins.put(server.toString(), fresh);
        write(new Contents(old.current(), logins));
      }
      return fresh;
    } catch (IOException trouble) {
      throw notWritable(trouble);
    }
  }

  static CliException notLoggedIn(URI server) {
    return new CliException(
        server.toString(), "nobody is logged in", "`muninn login` does that (`muninn setup` once)");
  }

  private void change(UnaryOperator<Contents> step) {
    try (FileChannel channel = lockChannel();
        FileLock held = channel.lock()) {
      if (held.isValid()) {
        write(step.apply(read()));
      }
    } catch (IOException trouble) {
      throw notWritable(trouble);
    }
  }

  private CliException notWritable(IOException trouble) {
    return new CliException(
        file.toString(),
        "cannot be written: " + trouble.getMessage(),
        "make its folder writable, or set XDG_CONFIG_HOME",
        trouble);
  }

  private FileChannel lockChannel() throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return FileChannel.open(
        file.resolveSibling("credentials.lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private Contents read() {
    try {
      return JSON.readValue(Files.readAllBytes(file), Contents.class);
    } catch (NoSuchFileException none) {
      return new Contents(null, Map.of());
    } catch (IOException broken) {
      throw new CliException(
          file.toString(), "cannot be read", "delete it and log in again", broken);
    }
  }

  private void write(Contents contents) throws IOException {
    Path fresh = file.resolveSibling("credentials.json.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
