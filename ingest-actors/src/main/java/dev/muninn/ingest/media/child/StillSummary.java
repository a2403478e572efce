package dev.muninn.ingest.media.child;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.muninn.ingest.media.child.StillFacts.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Picks out of a file's metadata what is worth knowing. */
final class StillSummary {
  private final Metadata metadata;
  private final List<Text> texts = new ArrayList<>();

  private StillSummary(Metadata metadata) {
    this.metadata = metadata;
  }

  /** The facts of a still whose stored size is {@code width x height} pixels. */
  static StillFacts of(Optional<Metadata> found, int width, int height) {
    return of(found, width, height, orientation(found));
  }

  /** The same, with the orientation from elsewhere: HEIF has it outside of EXIF. */
  static StillFacts of(Optional<Metadata> found, int width, int height, int orientation) {
    return new StillSummary(found.orElseGet(Metadata::new)).facts(width, height, orientation);
  }

  /** The EXIF orientation, 1 where there is none. */
  static int orientation(Optional<Metadata> found) {
    return found
        .map(metadata -> metadata.getFirstDirectoryOfType(ExifIFD0Directory.class))
        .map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
        .map(Orientation::checked)
        .orElse(1);
  }

  private StillFacts facts(int width, int height, int orientation) {
    CaptureTime taken = CaptureTime.of(metadata);
    Optional<GeoLocation> place = place();
    collectTexts();
    return new StillFacts(
        width,
        height,
        orientation,
        taken.local(),
        taken.offset(),
        taken.source(),
        place.map(GeoLocation::getLatitude).orElse(Double.NaN),
        place.map(GeoLocation::getLongitude).orElse(Double.NaN),
        text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE),
        text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL),
        texts);
  }

  private Optional<GeoLocation> place() {
    return Optional.ofNullable(metadata.getFirstDirectoryOfType(GpsDirectory.class))
        .map(GpsDirectory::getGeoLocation)
        .filter(place -> !place.isZero());
  }

  private void collectTexts() {
    described("lens", ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_LENS_MODEL);
    described("iso", ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT);
    described("exposure", ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_EXPOSURE_TIME);
    described("fNumber", ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_FNUMBER);
    described("focalLength", ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_FOCAL_LENGTH);
    described("software", ExifIFD0Directory.class, ExifIFD0Directory.TAG_SOFTWARE);
    described("artist", ExifIFD0Directory.class, ExifIFD0Directory.TAG_ARTIST);
    described("copyright", ExifIFD0Directory.class, ExifIFD0Directory.TAG_COPYRIGHT);
    described("description", ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION);
    iptc("title", IptcDirectory.TAG_OBJECT_NAME);
    iptc("headline", IptcDirectory.TAG_HEADLINE);
    iptc("caption", IptcDirectory.TAG_CAPTION);
    iptc("city", IptcDirectory.TAG_CITY);
    iptc("country", IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME);
    for (IptcDirectory iptc : metadata.getDirectoriesOfType(IptcDirectory.class)) {
      Optional.ofNullable(iptc.getKeywords())
          .orElse(List.of())
          .forEach(word -> add("keyword", word));
    }
    for (XmpDirectory xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      xmp.getXmpProperties().forEach(this::xmp);
    }
  }

  private void xmp(String path, String value) {
    if (path.startsWith("dc:subject[")) {
      add("keyword", value);
    } else if (path.equals("dc:title[1]")) {
      add("title", value);
    } else if (path.equals("dc:description[1]")) {
      add("description", value);
    } else if (path.equals("xmp:Rating")) {
      add("rating", value);
    } else if (path.equals("xmp:Label")) {
      add("label", value);
    }
  }

  private void described(String name, Class<? extends Directory> type, int tag) {
    for (Directory directory : metadata.getDirectoriesOfType(type)) {
      if (directory.containsTag(tag)) {
        add(name, directory.getDescription(tag));
      }
    }
  }

  private void iptc(String name, int tag) {
    described(name, IptcDirectory.class, tag);
  }

  private String text(Class<? extends Directory> type, int tag) {
    for (Directory directory : metadata.getDirectoriesOfType(type)) {
      String value = directory.getString(tag);
      if (value != null && !value.isBlank()) {
        return clipped(value);
      }
    }
    return "";
  }

  /** Says each thing once, whatever number of places of the file say it. */
  private void add(String name, String value) {
    if (value == null || value.isBlank() || texts.size() >= StillFacts.MAX_TEXTS) {
      return;
    }
    Text text = new Text(name, clipped(value));
    if (!texts.contains(text)) {
      texts.add(text);
    }
  }

  static String clipped(String value) {
    String clean = value.strip();
    return clean.length() > StillFacts.MAX_TEXT ? clean.substring(0, StillFacts.MAX_TEXT) : clean;
  }

  /** The properties of the first XMP packet, empty where there is none. */
  static Map<String, String> xmpOf(Metadata metadata) {
    XmpDirectory xmp = metadata.getFirstDirectoryOfType(XmpDirectory.class);
    return xmp == null ? Map.of() : xmp.getXmpProperties();
  }
}
