package dev.muninn.ingest.media.child;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/** Writes baseline JPEG files without any metadata. */
final class JpegFile {
  private JpegFile() {}

  /** Quality is 0 to 1. */
  static void write(Bitmap picture, float quality, Path file) throws IOException {
    ImageWriter writer = jdkWriter();
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(picture), null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private static ImageWriter jdkWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter chosen = writers.next();
    while (!chosen.getClass().getName().startsWith("com.sun.") && writers.hasNext()) {
      chosen = writers.next();
    }
    return chosen;
  }

  private static BufferedImage image(Bitmap picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] out = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] in = picture.samples();
    for (int i = 0; i < in.length; i += Bitmap.SAMPLES) {
      out[i] = in[i + 2];
      out[i + 1] = in[i + 1];
      out[i + 2] = in[i];
    }
    return image;
  }
}
