package dev.muninn.http.openapi;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of ours and of the swagger-ui webjar; names come from this code, never from a request. */
final class StaticPages {
  /** Scripts and styles of this server only; nothing inline (SEC-24). */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private StaticPages() {}

  /** A resource of the class path as an answer, or an exception when the build lost it. */
  static HttpResponse of(String resource, String contentType) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(contentType), ByteString.fromArrayUnsafe(bytes(resource))))
        .addHeader(RawHeader.create("Content-Security-Policy", POLICY));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = StaticPages.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing in the build: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
