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
   * @throws DeviceMemoryException when so many do not fit into the memory of the device
   * @throws ModelException when the engine fails otherwise
   */
  float[][] images(float[] pictures, int count) throws ModelException;

  /**
   * Runs the text tower: the raw vector, after the pack's pooling.
   *
   * @throws ModelException when the engine fails
   */
  float[] text(Tokens tokens) throws ModelException;

  /** Where the image tower runs. */
  ComputeDevice device();

  @Override
  void close();
}
