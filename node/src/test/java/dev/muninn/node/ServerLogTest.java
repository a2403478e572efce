package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  private static final String FORGED =
      "cat.jpg\r\n2026-05-01T10:00:00.000Z ERROR Node - event=started status=forged\u001b[2J";
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("dev.muninn.Some");

  @Test
  void aNameForgesNoLineOfText() {
    List<String> lines = encoded("text", event("taken in name={}", null, FORGED)).lines().toList();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("name=cat.jpg??2026"), lines.get(0));
    assertTrue(lines.get(0).chars().noneMatch(c -> c < 0x20), lines.get(0));
  }

  @Test
  void neitherDoesANameInAnException() {
    String text = encoded("text", event("broke", new IllegalStateException(FORGED)));
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(0).endsWith("broke"), text);
    assertTrue(
        lines.stream().skip(1).allMatch(line -> line.isEmpty() || line.startsWith("    ")), text);
    assertTrue(text.contains("IllegalStateException: cat.jpg"), text);
  }

  @Test
  void jsonHasTheFieldsOfTheMessage() throws Exception {
    JsonNode line =
        json(event("retried org={} mediaId={} stage=embed elapsedMs={}", null, "home", "abc", 12));
    assertEquals("home", line.get("org").asText());
    assertEquals("abc", line.get("mediaId").asText());
    assertEquals("embed", line.get("stage").asText());
    assertEquals("12", line.get("elapsedMs").asText());
    assertEquals("WARN", line.get("level").asText());
    assertEquals("dev.muninn.Some", line.get("logger").asText());
    assertEquals("retried org=home mediaId=abc stage=embed elapsedMs=12", message(line));
  }

  @Test
  void jsonIsOneLineWhateverTheNameIs() throws Exception {
    ILoggingEvent event = event("taken in name={}", new IllegalStateException(FORGED), FORGED);
    assertEquals(1, encoded("json", event).lines().count());
    assertEquals("taken in name=" + FORGED, message(json(event)));
    assertTrue(json(event).get("exception").asText().contains("IllegalStateException"));
  }

  private static String message(JsonNode line) {
    return line.get("message").asText();
  }

  private JsonNode json(ILoggingEvent event) throws Exception {
    return new JsonMapper().readTree(encoded("json", event));
  }

  private String encoded(String format, ILoggingEvent event) {
    return new String(ServerLog.encoder(context, format).encode(event), StandardCharsets.UTF_8);
  }

  private ILoggingEvent event(String message, Throwable why, Object... values) {
    return new LoggingEvent("fqcn", logger, Level.WARN, message, why, values);
  }
}
