package dev.muninn.node.cli;

/**
 * Whether somebody sits in front. The launcher knows and says so in two properties: {@code
 * muninn.terminal.in} and {@code muninn.terminal.out}; {@code System.console()} tells it only up to
 * Java 21.
 */
final class Terminal {

  private Terminal() {}

  /** Questions can be asked. */
  static boolean asks() {
    return Boolean.getBoolean("muninn.terminal.in") && Boolean.getBoolean("muninn.terminal.out");
  }

  /** Lines can be drawn over. */
  static boolean draws() {
    return Boolean.getBoolean("muninn.terminal.out");
  }
}
