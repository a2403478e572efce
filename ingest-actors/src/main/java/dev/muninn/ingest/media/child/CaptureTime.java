package dev.muninn.ingest.media.child;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a still was taken, the most telling field first. EXIF writes {@code 2024:06:01 12:30:00} in
 * the camera's clock and the offset in fields of their own (EXIF 2.32, tags 0x9010 to 0x9012); XMP
 * writes ISO 8601.
 */
record CaptureTime(String local, String offset, String source) {
  private static final CaptureTime UNKNOWN = new CaptureTime("", "", "");
  private static final Pattern EXIF =
      Pattern.compile("(\\d{4})[:\\-/.](\\d\\d)[:\\-/.](\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d).*");
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d|Z");
  private static final List<String> XMP =
      List.of("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate");

  static CaptureTime of(Metadata metadata) {
    return exif(
            metadata,
            ExifSubIFDDirectory.class,
            ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL,
            ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL,
            "exif:DateTimeOriginal")
        .or(
            () ->
                exif(
                    metadata,
                    ExifSubIFDDirectory.class,
                    ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                    ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED,
                    "exif:DateTimeDigitized"))
        .or(() -> xmp(StillSummary.xmpOf(metadata)))
        .or(
            () ->
                exif(
                    metadata,
                    ExifIFD0Directory.class,
                    ExifIFD0Directory.TAG_DATETIME,
                    ExifSubIFDDirectory.TAG_TIME_ZONE,
                    "exif:DateTime"))
        .orElse(UNKNOWN);
  }

  private static Optional<CaptureTime> exif(
      Metadata metadata, Class<? extends Directory> type, int tag, int offsetTag, String source) {
    for (Directory directory : metadata.getDirectoriesOfType(type)) {
      String value = directory.getString(tag);
      Optional<LocalDateTime> local = value == null ? Optional.empty() : parsed(value);
      if (local.isPresent()) {
        return Optional.of(
            new CaptureTime(local.get().toString(), offset(metadata, offsetTag), source));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> parsed(String value) {
    Matcher parts = EXIF.matcher(value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5)),
              Integer.parseInt(parts.group(6))));
    } catch (DateTimeException e) {
      // 0000:00:00 is what cameras without a clock write
      return Optional.empty();
    }
  }

  private static String offset(Metadata metadata, int tag) {
    for (Directory directory : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
      String value = directory.getString(tag);
      if (value != null && OFFSET.matcher(value.strip()).matches()) {
        return value.strip();
      }
    }
    return "";
  }

  private static Optional<CaptureTime> xmp(Map<String, String> properties) {
    for (String name : XMP) {
      String value = properties.get(name);
      if (value == null) {
        continue;
      }
      try {
        OffsetDateTime at = OffsetDateTime.parse(value);
        return Optional.of(
            new CaptureTime(
                at.toLocalDateTime().toString(), at.getOffset().getId(), "xmp:" + name));
      } catch (DateTimeException e) {
        Optional<LocalDateTime> local = parsed(value);
        if (local.isPresent()) {
          return Optional.of(new CaptureTime(local.get().toString(), "", "xmp:" + name));
        }
      }
    }
    return Optional.empty();
  }
}
