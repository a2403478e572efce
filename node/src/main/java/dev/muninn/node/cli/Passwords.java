package dev.muninn.node.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Where answers that are not arguments come from: the environment, the terminal, standard input.
 */
final class Passwords {

  private Passwords() {}

  /** {@code MUNINN_PASSWORD}, else asked for on the terminal, else a line of standard input. */
  static String read(String prompt) {
    String given = System.getenv("MUNINN_PASSWORD");
    if (given != null && !given.isEmpty()) {
      return given;
    }
    if (Terminal.asks()) {
      char[] typed = System.console().readPassword("%s: ", prompt);
      if (typed != null && typed.length > 0) {
        return new String(typed);
      }
    } else {
      String line = line();
      if (line != null && !line.isEmpty()) {
        return line;
      }
    }
    throw new CliException(
        "password", "none was given", "type it, set MUNINN_PASSWORD, or pipe it in");
  }

  /** A new password: typed twice where there is a terminal. */
  static String choose() {
    String first = read("Password (10 characters or more)");
    if (Terminal.asks() && System.getenv("MUNINN_PASSWORD") == null) {
      char[] again = System.console().readPassword("Once more: ");
      if (again == null || !first.equals(new String(again))) {
        throw new CliException("password", "the two are not the same", "try again");
      }
    }
    return first;
  }

  /** Asks for a word on the terminal; {@code option} is what to say where there is none. */
  static String ask(String prompt, String option) {
    String line = Terminal.asks() ? System.console().readLine("%s: ", prompt) : null;
    if (line == null || line.isBlank()) {
      throw new CliException(prompt, "is missing", "give it with " + option);
    }
    return line.strip();
  }

  private static String line() {
    try {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException closed) {
      throw new CliException("password", "standard input cannot be read", "type it", closed);
    }
  }
}
