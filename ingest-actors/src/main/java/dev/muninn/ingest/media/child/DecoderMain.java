package dev.muninn.ingest.media.child;

import javax.imageio.ImageIO;

/** The child process: reads requests from standard input, answers on standard output, one each. */
public final class DecoderMain {
  private DecoderMain() {}

  public static void main(String[] args) throws Exception {
    ImageIO.setUseCache(false);
    new RequestLoop(new StillDecoder()).run(System.in, System.out);
  }
}
