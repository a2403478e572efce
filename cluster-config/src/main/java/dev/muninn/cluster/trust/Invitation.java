package dev.muninn.cluster.trust;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * An invitation that nobody took up yet, as it lies on the inviting node.
 *
 * @param name what the node is to be called
 * @param host the address its certificate is for; empty: the one that it asks from
 * @param secretHash SHA-256 of the token's secret, in hex
 */
record Invitation(String name, Optional<String> host, String secretHash, Instant expires) {

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("name", name);
    host.ifPresent(there -> properties.setProperty("host", there));
    properties.setProperty("secret-sha256", secretHash);
    properties.setProperty("expires", expires.toString());
    StringWriter text = new StringWriter();
    properties.store(text, "an invitation into the cluster");
    Pem.write(file, text.toString());
  }

  static Invitation read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(Files.readString(file))) {
      properties.load(reader);
    }
    return new Invitation(
        properties.getProperty("name"),
        Optional.ofNullable(properties.getProperty("host")),
        properties.getProperty("secret-sha256"),
        Instant.parse(properties.getProperty("expires")));
  }
}
