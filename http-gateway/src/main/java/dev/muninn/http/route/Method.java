package dev.muninn.http.route;

import java.util.Locale;

/** The methods of the API; HEAD is answered wherever GET is. */
public enum Method {
  GET,
  POST,
  PATCH,
  DELETE;

  /** As OpenAPI writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean changesThings() {
    return this != GET;
  }
}
