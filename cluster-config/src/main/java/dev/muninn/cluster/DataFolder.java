package dev.muninn.cluster;

import java.nio.file.Path;

/**
 * The places inside a node's data folder. staging, derived and pool must lie in one file system:
 * files are moved between them by rename.
 */
public record DataFolder(Path root) {
  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  public Path pool() {
    return root.resolve("pool");
  }

  public Path derived() {
    return root.resolve("derived");
  }

  public Path staging() {
    return root.resolve("staging");
  }

  public Path index() {
    return root.resolve("index");
  }

  public Path models() {
    return root.resolve("models");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Passwords and keys: the folder is 0700, each file 0600. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path tmp() {
    return root.resolve("tmp");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Process ids and ports of the running node. */
  public Path runtimeFile() {
    return root.resolve("runtime.json");
  }

  /** There until the first admin exists; 0600. */
  public Path setupCodeFile() {
    return root.resolve("setup-code");
  }
}
