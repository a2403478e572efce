package dev.muninn.ingest.media;

import dev.muninn.ingest.media.Probe.Picture;
import java.nio.file.Path;

/**
 * A video to decode: how it is opened, the name of its link in the working folder, which of its
 * tracks is the picture, and its duration in seconds, 0 where it tells none.
 */
record VideoSource(Demuxer demuxer, String input, Path folder, Picture picture, double seconds) {
  /** Keeps the colours: JPEG is full range with the matrix of BT.601, video mostly is not. */
  static final String TO_JPEG = ",scale=out_color_matrix=bt601:out_range=full,format=yuvj420p";

  FrameSize fit(int shortEdge, int longEdge) {
    return FrameSize.fit(picture.shownWidth(), picture.shownHeight(), shortEdge, longEdge);
  }

  /** HDR is mapped to what screens and JPEG show (ITU-R BT.2408: white at 203 cd/m²). */
  String tones() {
    return picture.range() == Probe.Range.STANDARD
        ? ""
        : ",zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,"
            + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p";
  }
}
