package dev.muninn.node.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, from its jar. */
public final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"muninn " + version(), "Java " + Runtime.version()};
  }

  /** For example {@code 0.1.0}; {@code dev} when run from classes. */
  public static String version() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
