package dev.muninn.http.items;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names on the way out (SEC-08): RFC 6266 with a plain ASCII name and the full one beside it. */
final class Disposition {
  private static final String UNRESERVED = "!#$&+-.^_`|~";

  private Disposition() {}

  static String inline(String name) {
    return "inline; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + extended(name);
  }

  private static String ascii(String name) {
    return name.replaceAll("[^A-Za-z0-9 ._()\\[\\]-]", "_");
  }

  private static String extended(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }
}
