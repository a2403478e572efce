package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaType;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StillColoursIT extends StillsFixture {
  @Test
  void convertsTheColoursOfAProfile() throws Exception {
    // in this profile the first channel is blue and the last is red
    ICC_Profile swapped = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    byte[] red = swapped.getData(ICC_Profile.icSigRedColorantTag);
    byte[] data = swapped.getData();
    ICC_Profile own = ICC_Profile.getInstance(data);
    own.setData(ICC_Profile.icSigRedColorantTag, swapped.getData(ICC_Profile.icSigBlueColorantTag));
    own.setData(ICC_Profile.icSigBlueColorantTag, red);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(SampleMedia.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR), "png", png);
    Path file = SampleMedia.write(withProfile(png.toByteArray(), own), files.resolve("icc"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(Color.BLUE, proxy(), 0.25, 0.25);
    assertColor(Color.RED, proxy(), 0.25, 0.75);
  }

  private static byte[] withProfile(byte[] png, ICC_Profile profile) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("own".getBytes(StandardCharsets.US_ASCII));
    body.write(0);
    body.write(0);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(body)) {
      deflated.write(profile.getData());
    }
    int endOfHead = 8 + 12 + 13;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, endOfHead);
    PngChunk.write(out, "iCCP", body.toByteArray());
    out.write(png, endOfHead, png.length - endOfHead);
    return out.toByteArray();
  }

  @Test
  void laysWhatIsTransparentOnWhite() throws Exception {
    BufferedImage clear = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(1, 1, 0xff000000);
    Path file = SampleMedia.image(clear, "png", files.resolve("clear"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(Color.WHITE, proxy(), 0.5, 0.5);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void keepsTheLightnessOfOtherPixelForms(int form) throws Exception {
    BufferedImage image = new BufferedImage(64, 64, form);
    int level = form == BufferedImage.TYPE_BYTE_BINARY ? 255 : 102;
    for (int i = 0; i < 64 * 64; i++) {
      if (image.getRaster().getNumBands() == 1 && form != BufferedImage.TYPE_BYTE_INDEXED) {
        int sample =
            form == BufferedImage.TYPE_USHORT_GRAY
                ? level << 8
                : form == BufferedImage.TYPE_BYTE_BINARY ? 1 : level;
        image.getRaster().setSample(i % 64, i / 64, 0, sample);
      } else {
        image.setRGB(i % 64, i / 64, new Color(level, level, level).getRGB());
      }
    }
    Path file = SampleMedia.image(image, "png", files.resolve("gray"));

    tools.preview(file, MediaType.PNG, bench);

    assertColor(new Color(level, level, level), proxy(), 0.5, 0.5);
  }

  @Test
  void readsPicturesOfFourInks() throws Exception {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
    for (int i = 0; i < 64 * 64; i++) {
      // Adobe writes inks inverted: no cyan, all magenta, all yellow, no black is red
      inks.setPixel(i % 64, i / 64, new int[] {255, 0, 0, 255});
    }
    Path file = files.resolve("inks");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    }
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    byte[] marked = SampleMedia.withApp1(Files.readAllBytes(file), adobe);
    marked[3] = (byte) 0xee;
    Files.write(file, marked);

    tools.preview(file, MediaType.JPEG, bench);

    Color seen = new Color(proxy().getRGB(32, 32));
    assertTrue(seen.getRed() > 180 && seen.getGreen() < 90 && seen.getBlue() < 90, "" + seen);
  }
}
