package dev.muninn.gpu.runtime;

/** An engine could not run a network. */
class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  ModelException(String words) {
    super(words);
  }

  ModelException(String words, Throwable cause) {
    super(words, cause);
  }
}
