package dev.muninn.ingest.media.child;

/** Words of an exception, short enough for a reply. */
final class Failures {
  private static final int MAX_WORDS = 300;

  private Failures() {}

  static String words(Throwable e) {
    String message = e.getMessage();
    String words =
        message == null || message.isBlank()
            ? e.getClass().getSimpleName()
            : message.replaceAll("\\p{Cntrl}+", " ").strip();
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
  }
}
