package dev.muninn.ingest.media;

/** Text from files and children, made fit to be kept and shown. */
final class Words {
  private Words() {}

  /** Without control and other invisible characters, at most {@code length} characters. */
  static String clean(String text, int length) {
    String visible = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+", " ").strip();
    if (visible.length() <= length) {
      return visible;
    }
    int end = Character.isHighSurrogate(visible.charAt(length - 1)) ? length - 1 : length;
    return visible.substring(0, end);
  }
}
