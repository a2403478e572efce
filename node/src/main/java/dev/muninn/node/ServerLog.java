package dev.muninn.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends all logging to {@code DIR/logs/muninn.log}, rolled at 20 MB, five kept. Control characters
 * in messages are shown as question marks and stack traces are indented, so that no name can forge
 * a line. The level is that of {@code MUNINN_LOG_LEVEL}, else info; {@code MUNINN_LOG_FORMAT=json}
 * makes each line a JSON object.
 */
final class ServerLog {
  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0} - "
          + "%replace(%msg){'[\\x00-\\x1f\\x7f]', '?'}%n%replace(%ex){'(?m)^', '    '}%nopex";
  private static final int KEPT = 5;

  /** Talkative libraries, by what is worth reading of them. */
  private static final Map<String, Level> QUIET =
      Map.of(
          "akka", Level.WARN,
          "com.zaxxer.hikari", Level.WARN,
          "slick", Level.WARN,
          "org.flywaydb", Level.ERROR,
          "ai.djl", Level.WARN,
          "org.postgresql", Level.WARN);

  private ServerLog() {}

  static void toFile(Path folder) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Encoder<ILoggingEvent> encoder = encoder(context, System.getenv("MUNINN_LOG_FORMAT"));
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(folder.resolve("muninn.log").toString());
    appender.setEncoder(encoder);
    roll(context, appender, folder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = Level.toLevel(System.getenv("MUNINN_LOG_LEVEL"), Level.INFO);
    root.setLevel(level);
    root.addAppender(appender);
    if (level.isGreaterOrEqual(Level.INFO)) {
      QUIET.forEach((name, quiet) -> context.getLogger(name).setLevel(quiet));
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** JSON for {@code json}, lines of text for anything else. */
  static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
    if ("json".equalsIgnoreCase(format)) {
      JsonLines lines = new JsonLines();
      lines.setContext(context);
      lines.start();
      return lines;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(PATTERN);
    text.start();
    return text;
  }

  private static void roll(
      LoggerContext context, RollingFileAppender<ILoggingEvent> appender, Path folder) {
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(folder.resolve("muninn.%i.log").toString());
    window.setMinIndex(1);
    window.setMaxIndex(KEPT);
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("20MB"));
    size.start();
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(size);
  }
}
