package dev.muninn.http.route;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.List;

/** Headers of every answer; a handler's own (a page's policy, a cache rule) wins. */
final class SecurityHeaders {
  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-store"));

  private SecurityHeaders() {}

  static HttpResponse on(HttpResponse response, String requestId) {
    HttpResponse out = response.addHeader(RawHeader.create("X-Request-Id", requestId));
    for (HttpHeader header : ALWAYS) {
      out = out.getHeader(header.name()).isPresent() ? out : out.addHeader(header);
    }
    return out;
  }
}
