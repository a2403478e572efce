package dev.muninn.ingest.media.child;

import dev.muninn.ingest.media.child.Reply.Picture;
import dev.muninn.ingest.media.child.Reply.Refusal;
import dev.muninn.ingest.media.child.Reply.Size;
import java.awt.color.ICC_Profile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Describes stills and makes their small pictures: decoded once with source subsampling, shrunk by
 * area, converted to sRGB, turned, written as JPEG.
 */
final class StillDecoder implements RequestLoop.Handler {
  private static final int LARGE = 1024;
  private static final int SMALL = 256;
  private static final int PROXY_SHORT = 384;
  private static final double ENOUGH = 1.5;
  private static final float THUMB_QUALITY = 0.82f;
  private static final float PROXY_QUALITY = 0.90f;

  private final MetadataReader metadata = new MetadataReader();

  @Override
  public Reply answer(Request request) throws Exception {
    Path file = Path.of(request.file());
    try {
      return switch (request.op()) {
        case DESCRIBE -> describe(request, file);
        case PREVIEW -> preview(request, file);
      };
    } catch (FileNotFoundException e) {
      throw new RefusedException(Refusal.NOT_READABLE, Failures.words(e));
    }
  }

  @Override
  public boolean spoilt() {
    return metadata.spoilt();
  }

  private Reply describe(Request request, Path file) throws IOException, RefusedException {
    if (request.type() == StillType.HEIF) {
      HeifFile heif = heif(file);
      return new Reply.Described(
          StillSummary.of(
              metadata.read(file, request.type()),
              heif.width(),
              heif.height(),
              heif.orientation()));
    }
    try (StillReader reader = StillReader.open(file, request.type(), request.maxPixels())) {
      return new Reply.Described(
          StillSummary.of(metadata.read(file, request.type()), reader.width(), reader.height()));
    }
  }

  private Reply preview(Request request, Path file) throws IOException, RefusedException {
    boolean heif = !request.profileOf().isEmpty();
    Path original = heif ? Path.of(request.profileOf()) : file;
    int orientation =
        heif
            ? heif(original).orientation()
            : StillSummary.orientation(metadata.read(file, request.type()));
    Flattening decoded;
    int width;
    int height;
    try (StillReader reader = StillReader.open(file, request.type(), request.maxPixels())) {
      width = reader.width();
      height = reader.height();
      decoded = Flattening.of(reader.decode(2 * LARGE));
    }
    Optional<ICC_Profile> profile =
        decoded.profile().or(() -> Profiles.of(original, heif ? StillType.HEIF : request.type()));
    Finisher finisher = new Finisher(profile, orientation, Path.of(request.folder()));
    boolean swap = Orientation.swapsEdges(orientation);
    Bitmap whole = decoded.bitmap();
    Bitmap large = shrink(whole, LARGE, LARGE);
    Bitmap proxy = finisher.finished(proxy(whole, large));
    List<Picture> pictures =
        List.of(
            finisher.write(finisher.finished(large), Size.THUMB_1024, THUMB_QUALITY),
            finisher.write(
                finisher.finished(shrink(large, SMALL, SMALL)), Size.THUMB_256, THUMB_QUALITY),
            finisher.write(proxy, Size.PROXY, PROXY_QUALITY));
    return new Reply.Previewed(
        swap ? height : width, swap ? width : height, pictures, Look.of(proxy));
  }

  /** Made of the large thumbnail where that is enough larger, which saves reading all again. */
  private static Bitmap proxy(Bitmap whole, Bitmap large) {
    int[] size = AreaScaler.fit(whole.width(), whole.height(), PROXY_SHORT, LARGE);
    Bitmap from = large.width() >= ENOUGH * size[0] ? large : whole;
    return AreaScaler.scale(from, size[0], size[1]);
  }

  private static HeifFile heif(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return HeifFile.read(in);
    }
  }

  private static Bitmap shrink(Bitmap from, int shortEdge, int longEdge) {
    int[] size = AreaScaler.fit(from.width(), from.height(), shortEdge, longEdge);
    return AreaScaler.scale(from, size[0], size[1]);
  }

  /** The last steps of each picture, done on the small one because they are dear. */
  private record Finisher(Optional<ICC_Profile> profile, int orientation, Path folder) {

    Bitmap finished(Bitmap small) {
      Bitmap colored = profile.map(icc -> Colors.toSrgb(small, icc)).orElse(small);
      return Orientation.apply(colored, orientation);
    }

    Picture write(Bitmap shown, Size size, float quality) throws RefusedException {
      try {
        JpegFile.write(shown, quality, folder.resolve(size.fileName()));
      } catch (IOException e) {
        throw new RefusedException(Refusal.DISK, Failures.words(e));
      }
      return new Picture(size, shown.width(), shown.height());
    }
  }
}
