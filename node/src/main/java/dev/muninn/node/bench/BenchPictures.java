package dev.muninn.node.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The pictures a benchmark takes in: those of a folder, or made ones. */
public final class BenchPictures {
  private static final int SHAPES = 150;

  private BenchPictures() {}

  /** The regular files of a folder, by name, at most {@code count}. */
  public static List<Path> of(Path folder, int count) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(count).toList();
    }
  }

  /** Writes JPEG files of 12 megapixels (4000 × 3000), each different. */
  public static List<Path> make(Path folder, int count) throws IOException {
    return make(folder, count, 4000, 3000);
  }

  public static List<Path> make(Path folder, int count, int width, int height) throws IOException {
    return make(folder, count, width, height, 0);
  }

  /** Those of other {@code first} to {@code first + count - 1} are other ones. */
  public static List<Path> make(Path folder, int count, int width, int height, long first)
      throws IOException {
    List<Path> made = new ArrayList<>();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < count; i++) {
      paint(image, first + i);
      Path file = folder.resolve("picture-" + i + ".jpg");
      ImageIO.write(image, "jpeg", file.toFile());
      made.add(file);
    }
    return made;
  }

  private static void paint(BufferedImage image, long seed) {
    Random random = new Random(seed);
    int width = image.getWidth();
    int height = image.getHeight();
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < SHAPES; i++) {
      pen.setColor(colour(random));
      pen.fillOval(
          random.nextInt(width),
          random.nextInt(height),
          1 + random.nextInt(width / 8),
          1 + random.nextInt(height / 8));
    }
    pen.dispose();
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}
