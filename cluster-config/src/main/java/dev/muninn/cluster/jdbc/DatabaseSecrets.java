package dev.muninn.cluster.jdbc;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the embedded database's logins, made once at random (192 bits each) and kept in
 * {@code secrets/database.properties}, 0600 in a 0700 folder.
 */
record DatabaseSecrets(String superuser, String owner, String writer, String reader) {

  static DatabaseSecrets in(Path secrets) throws IOException {
    Path file = file(secrets);
    if (!Files.exists(file)) {
      Files.createDirectories(secrets);
      Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
      SecureRandom random = new SecureRandom();
      new DatabaseSecrets(word(random), word(random), word(random), word(random)).write(file);
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new DatabaseSecrets(
        require(properties, "superuser", file),
        require(properties, "owner", file),
        require(properties, "writer", file),
        require(properties, "reader", file));
  }

  static Path file(Path secrets) {
    return secrets.resolve("database.properties");
  }

  private void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("superuser", superuser);
    properties.setProperty("owner", owner);
    properties.setProperty("writer", writer);
    properties.setProperty("reader", reader);
    StringWriter text = new StringWriter();
    properties.store(text, "passwords of the embedded PostgreSQL: keep with every backup");
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    writePrivate(fresh, text.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a file that nobody else can ever have read: it is 0600 from its first byte. */
  static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.SYNC);
  }

  private static String require(Properties properties, String key, Path file) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new DatabaseStartException(
          file + " has no '" + key + "'", "put the file back from a backup");
    }
    return value;
  }

  private static String word(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "DatabaseSecrets[…]";
  }
}
