package dev.muninn.gpu.runtime;

/**
 * The two networks of a pack on some engine. Thread-safe for one image and one text call at once.
 */
interface Towers extends AutoCloseable {

  /**
   * Runs the image tower.
   *
   * @param pictures {@code float[count][3][size][size]} in one array
   * @return one raw output a picture
   * @throws ModelException when the engine fails
   */
  float[][] images(float[] pictures, int count) throws ModelException;

  /**
   * Runs the text tower: the raw vector, after the pack's pooling.
   *
   * @throws ModelException when the engine fails
   */
  float[] text(Tokens tokens) throws ModelException;

  @Override
  void close();
}
