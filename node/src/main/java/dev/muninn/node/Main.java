package dev.muninn.node;

import dev.muninn.node.cli.CommandLineRunner;

/** Entry of the program: the server and all commands. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(CommandLineRunner.run(args));
  }
}
