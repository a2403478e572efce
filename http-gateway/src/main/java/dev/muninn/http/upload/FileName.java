package dev.muninn.http.upload;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The name that a file had where it came from: shown, never used as a path. Read from {@code
 * X-File-Name}: plain text, or RFC 8187 ({@code UTF-8''caf%C3%A9.jpg}).
 */
public final class FileName {
  private static final int MAX_CHARS = 255;
  private static final String EXTENDED = "UTF-8''";
  private static final String NAMELESS = "unnamed";

  private FileName() {}

  /** The name in the header, made safe; {@code unnamed} when nothing is left of it. */
  public static String ofHeader(String value) {
    boolean extended = value.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length());
    return safe(extended ? decoded(value.substring(EXTENDED.length())) : latinOrUtf8(value));
  }

  /** The last part of a path, without control and direction characters, at most 255 characters. */
  static String safe(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder out = new StringBuilder();
    last.codePoints().filter(FileName::shown).forEach(out::appendCodePoint);
    String name = shortened(out.toString().strip());
    return name.isEmpty() || name.equals(".") || name.equals("..") ? NAMELESS : name;
  }

  private static boolean shown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069);
  }

  /** Keeps the extension when a name is too long. */
  private static String shortened(String name) {
    if (name.length() <= MAX_CHARS) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    int end = MAX_CHARS - extension.length();
    boolean split = Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, split ? end - 1 : end) + extension;
  }

  /** Clients that send UTF-8 as it is arrive as one character a byte. */
  private static String latinOrUtf8(String value) {
    if (value.chars().anyMatch(c -> c > 0xFF) || value.chars().allMatch(c -> c < 0x80)) {
      return value;
    }
    try {
      return strictUtf8(value.getBytes(StandardCharsets.ISO_8859_1));
    } catch (CharacterCodingException e) {
      return value;
    }
  }

  private static String decoded(String percent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int i = 0; i < percent.length(); i++) {
        char c = percent.charAt(i);
        if (c == '%') {
          bytes.write(HexFormat.fromHexDigits(percent, i + 1, i + 3));
          i += 2;
        } else {
          bytes.write(c);
        }
      }
      return strictUtf8(bytes.toByteArray());
    } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ProblemException(
          Problem.BAD_REQUEST, "X-File-Name is not percent-encoded UTF-8 as in RFC 8187.");
    }
  }

  private static String strictUtf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
