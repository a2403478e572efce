package dev.muninn.media;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file says about itself. Width and height are in pixels as shown (orientation applied),
 * {@code orientation} is the EXIF value 1..8 that was applied, duration is in milliseconds; {@code
 * facts} holds what else is worth finding by text, at most {@link #MAX_FACTS}.
 */
public record Description(
    MediaKind kind,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<Long> durationMs,
    Optional<String> videoCodec,
    Optional<String> audioCodec,
    Optional<Integer> orientation,
    Optional<CapturedAt> capturedAt,
    Optional<GeoPoint> place,
    Optional<String> camera,
    List<Fact> facts) {
  public static final int MAX_FACTS = 64;

  public Description {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(width, "width");
    Objects.requireNonNull(height, "height");
    Objects.requireNonNull(durationMs, "durationMs");
    Objects.requireNonNull(videoCodec, "videoCodec");
    Objects.requireNonNull(audioCodec, "audioCodec");
    Objects.requireNonNull(orientation, "orientation");
    Objects.requireNonNull(capturedAt, "capturedAt");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(camera, "camera");
    facts = List.copyOf(facts);
    Checks.require(
        facts.size() <= MAX_FACTS, "at most " + MAX_FACTS + " facts, not " + facts.size());
  }
}
