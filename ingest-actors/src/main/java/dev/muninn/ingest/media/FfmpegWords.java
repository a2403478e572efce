package dev.muninn.ingest.media;

import dev.muninn.media.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ffmpeg's complaints mean to the owner of a file. */
final class FfmpegWords {
  private static final int MAX_WORDS = 200;

  private static final Pattern SHUT = Pattern.compile("Codec \\((\\w{1,40})\\) not on whitelist");

  private FfmpegWords() {}

  /** Why a file cannot be opened: it is broken, or its codec is one that stays shut. */
  static MediaException unreadable(String errors) {
    Matcher shut = SHUT.matcher(errors);
    if (shut.find()) {
      return new MediaException(
          ErrorCode.UNSUPPORTED_TYPE, "the codec " + shut.group(1) + " is not one that is decoded");
    }
    return new MediaException(ErrorCode.BROKEN_FILE, meaning(errors));
  }

  private static String meaning(String errors) {
    if (errors.contains("moov atom not found")) {
      return "the index of the video, which says where its pictures lie, is missing: the recording or"
          + " the copy was cut off";
    }
    if (errors.contains("EBML header parsing failed")) {
      return "the beginning of the video is damaged, so that nobody can tell what is in it";
    }
    if (errors.contains("Invalid data found") || errors.contains("End of file")) {
      return "the contents are damaged or end in the middle: " + firstLine(errors);
    }
    return errors.isBlank() ? "nothing in it can be decoded" : firstLine(errors);
  }

  /** Without the addresses that ffmpeg puts before its messages. */
  private static String firstLine(String errors) {
    String line = errors.strip().lines().findFirst().orElse("");
    return Words.clean(line.replaceAll("\\[[^\\]]*@ 0x[0-9a-f]+\\]\\s*", ""), MAX_WORDS);
  }
}
