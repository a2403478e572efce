package dev.muninn.ingest.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An argument list for ffmpeg or ffprobe, made of words that stand in this source, of numbers, and
 * of file names of ours (security rows SEC-01 and SEC-02). Nothing else can be put in.
 */
final class FfmpegArguments {
  private static final Pattern OWN_NAME =
      Pattern.compile("[a-z][a-z0-9-]{0,30}(%05d)?\\.?[a-z0-9]{0,4}");

  private final List<String> words = new ArrayList<>();

  /** Options that stand in this package's source; formats take numbers only. */
  FfmpegArguments with(String... literal) {
    words.addAll(List.of(literal));
    return this;
  }

  FfmpegArguments number(String option, long value) {
    return with(option, Long.toString(value));
  }

  FfmpegArguments seconds(String option, double value) {
    return with(option, String.format(Locale.ROOT, "%.3f", value));
  }

  /** The input: a name of ours in the working folder, as the one demuxer, by the file protocol. */
  FfmpegArguments input(Demuxer demuxer, String ownName) {
    return with("-protocol_whitelist", "file", "-codec_whitelist", Codecs.WHITELIST)
        .with("-f", demuxer.word(), "-i", "file:" + checked(ownName));
  }

  /** An output: a name of ours in the working folder. */
  FfmpegArguments output(String ownName) {
    return with("file:" + checked(ownName));
  }

  List<String> words() {
    return List.copyOf(words);
  }

  private static String checked(String ownName) {
    if (!OWN_NAME.matcher(ownName).matches()) {
      throw new IllegalArgumentException("not a name of ours: " + ownName);
    }
    return ownName;
  }
}
