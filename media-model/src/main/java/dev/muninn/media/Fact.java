package dev.muninn.media;

/**
 * One named fact, such as {@code iso=200}; both are data from outside and are shown as text only.
 */
public record Fact(String name, String value) {
  public static final int MAX_VALUE = 2000;

  public Fact {
    Checks.matches("fact name", name, "[a-z][a-zA-Z0-9.]{0,59}");
    Checks.require(
        value != null && value.length() <= MAX_VALUE,
        "the value of fact " + name + " must be text of at most " + MAX_VALUE + " characters");
  }
}
