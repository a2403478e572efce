package dev.muninn.http.items;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.Payload;
import dev.muninn.http.route.Replies;
import java.util.Arrays;

/** A strong ETag: equal only for equal bytes. */
public record EntityTag(String quoted) {

  /** Of a text without quotes. */
  static EntityTag of(String text) {
    return new EntityTag('"' + text + '"');
  }

  /** Of the bytes of a body. */
  static EntityTag ofBytes(byte[] body) {
    return of(Payload.hash("etag", body).substring(0, 32));
  }

  /** Whether the client has these bytes already (If-None-Match, weak comparison). */
  boolean knownTo(ApiRequest request) {
    return request
        .header("If-None-Match")
        .map(
            given ->
                Arrays.stream(given.split(",", -1))
                    .map(String::strip)
                    .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                    .anyMatch(tag -> tag.equals(quoted) || tag.equals("*")))
        .orElse(false);
  }

  /** Whether a client that names tags in If-Match (strong comparison) means this one too. */
  boolean isWantedBy(ApiRequest request) {
    return request
        .header("If-Match")
        .map(
            given ->
                Arrays.stream(given.split(",", -1))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals(quoted) || tag.equals("*")))
        .orElse(true);
  }

  /** Puts the tag and a cache rule on an answer. */
  HttpResponse on(HttpResponse response, String cacheControl) {
    return response
        .addHeader(RawHeader.create("ETag", quoted))
        .addHeader(RawHeader.create("Cache-Control", cacheControl));
  }

  /** 304 with the same headers. */
  HttpResponse unchanged(String cacheControl) {
    return on(Replies.empty(304), cacheControl);
  }
}
