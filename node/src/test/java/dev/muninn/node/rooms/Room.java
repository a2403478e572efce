package dev.muninn.node.rooms;

import java.util.List;
import java.util.stream.Stream;

/** A package and what it may use beside the JDK, SLF4J, Scala's runtime and itself. */
public record Room(String name, List<String> mayUse) {
  /** Marks a room without limits. */
  static final String EVERYTHING = "everything";

  private static final List<String> BASICS =
      List.of(
          "java..",
          "javax..",
          "org.slf4j..",
          "scala..",
          "com.sun.management..",
          "com.google.errorprone.annotations..");

  public Room {
    mayUse = List.copyOf(mayUse);
  }

  static Room of(String name, String... mayUse) {
    return new Room(name, List.of(mayUse));
  }

  public boolean isLimited() {
    return !mayUse.contains(EVERYTHING);
  }

  /** Everything that classes of this room may depend on, as ArchUnit package patterns. */
  public String[] allowed() {
    return Stream.concat(Stream.concat(Stream.of(name), BASICS.stream()), mayUse.stream())
        .toArray(String[]::new);
  }
}
