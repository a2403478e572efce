package dev.muninn.node.e2e;

import dev.muninn.ingest.media.DecodingTools;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Videos of still scenes, ten seconds each, made with the ffmpeg that Muninn brings along. */
final class ColouredClip {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private ColouredClip() {}

  /** All of one colour. */
  static BufferedImage plain(Color colour) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  /** Black text on white. */
  static BufferedImage page() {
    BufferedImage image = plain(Color.WHITE);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, 16));
    for (int line = 1; line < 16; line++) {
      pen.drawString(
          "Nothing that was accepted is ever forgotten, thought the raven.", 40, 22 * line);
    }
    pen.dispose();
    return image;
  }

  /** An MP4 of these scenes with one keyframe at its start. */
  static byte[] of(Path folder, BufferedImage... scenes) throws IOException {
    Path ffmpeg = DecodingTools.ffmpeg(folder);
    List<String> words = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-y"));
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < scenes.length; i++) {
      Path picture = folder.resolve("scene-" + i + ".png");
      ImageIO.write(scenes[i], "png", picture.toFile());
      words.addAll(List.of("-loop", "1", "-framerate", "25", "-t", "10", "-i", picture.toString()));
      joined.append('[').append(i).append(":v]");
    }
    Path clip = folder.resolve("clip.mp4");
    words.addAll(
        List.of(
            "-filter_complex", joined + "concat=n=" + scenes.length + ":v=1:a=0,format=yuv420p"));
    words.addAll(List.of("-c:v", "mpeg4", "-q:v", "4", "-g", "600", "-sc_threshold", "1000000000"));
    words.add(clip.toString());
    run(words, ffmpeg.getParent());
    return Files.readAllBytes(clip);
  }

  private static void run(List<String> words, Path libraries) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg failed: " + said);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
