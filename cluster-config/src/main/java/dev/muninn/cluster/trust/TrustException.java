package dev.muninn.cluster.trust;

/** Why a node is not trusted, or cannot prove who it is: in one line, with the way out. */
public final class TrustException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrustException(String cause, String wayOut) {
    super(cause + "; " + wayOut);
  }

  public TrustException(String cause, String wayOut, Throwable reason) {
    super(cause + "; " + wayOut, reason);
  }
}
