package dev.muninn.ingest.media.child;

import dev.muninn.ingest.media.child.Reply.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** One still, opened: its size from the header first, its pixels when they are asked for. */
final class StillReader implements AutoCloseable {
  private final FileImageInputStream stream;
  private final ImageReader reader;
  private final StillType type;
  private final GifScreen screen;
  private final int width;
  private final int height;
  private String damage = "";

  private StillReader(
      FileImageInputStream stream,
      ImageReader reader,
      StillType type,
      GifScreen screen,
      int width,
      int height) {
    this.stream = stream;
    this.reader = reader;
    this.type = type;
    this.screen = screen;
    this.width = width;
    this.height = height;
  }

  /** Opens the file as the type that it is known to be; reads no more than the header. */
  static StillReader open(Path file, StillType type, long maxPixels)
      throws IOException, RefusedException {
    FileImageInputStream stream = new FileImageInputStream(file.toFile());
    ImageReader reader = readerOf(type);
    StillReader opened = null;
    try {
      reader.setInput(stream, true, type != StillType.GIF);
      GifScreen screen = type == StillType.GIF ? GifScreen.of(reader) : GifScreen.NONE;
      int width = Math.max(screen.width(), reader.getWidth(0));
      int height = Math.max(screen.height(), reader.getHeight(0));
      if ((long) width * height > maxPixels) {
        throw new RefusedException(
            Refusal.TOO_MANY_PIXELS, width + " x " + height + " pixels are more than allowed");
      }
      opened = new StillReader(stream, reader, type, screen, width, height);
      return opened;
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new RefusedException(
          Refusal.BROKEN, "the head of the " + type + " cannot be read: " + Failures.words(e));
    } finally {
      if (opened == null) {
        reader.dispose();
        stream.close();
      }
    }
  }

  private static ImageReader readerOf(StillType type) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type.format());
    if (!readers.hasNext()) {
      throw new IllegalStateException("no reader for " + type);
    }
    return readers.next();
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * The pixels, of each row and column as many left out that the longer edge still has {@code edge}
   * pixels where the picture has them.
   *
   * @throws RefusedException when the contents are damaged or end too early
   */
  BufferedImage decode(int edge) throws IOException, RefusedException {
    int step = Math.max(1, Math.max(width, height) / edge);
    reader.addIIOReadWarningListener((source, warning) -> noteDamage(warning));
    try {
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, param);
      if (!damage.isEmpty()) {
        throw broken(damage);
      }
      return type == StillType.GIF ? onCanvas(image, step) : image;
    } catch (IOException | RuntimeException e) {
      throw broken(Failures.words(e));
    }
  }

  private void noteDamage(String warning) {
    String words = warning.toLowerCase(Locale.ROOT);
    if (words.contains("premature") || words.contains("eof") || words.contains("end of")) {
      damage = warning;
    }
  }

  private RefusedException broken(String words) {
    return new RefusedException(
        Refusal.BROKEN, "the " + type + " data is damaged or ends in the middle: " + words);
  }

  /** The first picture of a GIF may fill a part of its screen only. */
  private BufferedImage onCanvas(BufferedImage frame, int step) {
    int columns = (width + step - 1) / step;
    int rows = (height + step - 1) / step;
    if (frame.getWidth() >= columns && frame.getHeight() >= rows) {
      return frame;
    }
    BufferedImage canvas = new BufferedImage(columns, rows, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, columns, rows);
    graphics.drawImage(frame, screen.left() / step, screen.top() / step, null);
    graphics.dispose();
    return canvas;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    stream.close();
  }
}
