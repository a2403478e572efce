package dev.muninn.http.route;

import java.time.Duration;

/** Is told of every answer: by template, never by the path that was asked for. */
@FunctionalInterface
public interface RequestObserver {
  void answered(String template, String method, int status, Duration took);
}
