package dev.muninn.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JSON object a line: time, level, logger, message, the exception, and the fields of {@code
 * key=value} that the message has. JSON escapes whatever came from outside. Thread-safe.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  /** The keys of docs: nothing else becomes a field. */
  static final Pattern FIELD =
      Pattern.compile(
          "(?<!\\S)(org|mediaId|seqNr|event|stage|attempt|run|lane|elapsedMs|space|k|ef|status"
              + "|correlationId)=(\\S+)");

  private final JsonMapper json = new JsonMapper();

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line = json.createObjectNode();
    line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("message", event.getFormattedMessage());
    Matcher fields = FIELD.matcher(event.getFormattedMessage());
    while (fields.find()) {
      line.put(fields.group(1), fields.group(2));
    }
    if (event.getThrowableProxy() != null) {
      line.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    try {
      return (json.writeValueAsString(line) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a log line that JSON cannot hold", e);
    }
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
