package dev.muninn.media;

/** A place on earth, WGS 84 degrees: latitude −90..90, longitude −180..180. */
public record GeoPoint(double latitude, double longitude) {
  public GeoPoint {
    Checks.require(
        Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180,
        "no such place: " + latitude + ", " + longitude);
  }
}
