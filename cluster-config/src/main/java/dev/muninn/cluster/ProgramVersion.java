package dev.muninn.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** A version of this program, {@code major.minor.patch}: nodes of one major version go together. */
public record ProgramVersion(String text) {
  public ProgramVersion {
    Objects.requireNonNull(text, "text");
    if (!text.matches("[0-9]{1,9}(\\.[0-9A-Za-z-]+)*")) {
      throw new IllegalArgumentException("'" + text + "' is no version");
    }
  }

  /** The one that runs. */
  public static ProgramVersion current() {
    try (InputStream in = ProgramVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new ProgramVersion(properties.getProperty("version"));
    } catch (IOException missing) {
      throw new IllegalStateException("the program does not know its version", missing);
    }
  }

  public int major() {
    return Integer.parseInt(text.split("\\.", 2)[0]);
  }
}
