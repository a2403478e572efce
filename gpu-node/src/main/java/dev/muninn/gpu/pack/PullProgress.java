package dev.muninn.gpu.pack;

/** Hears how far a download is; called often, on the thread that pulls. */
public interface PullProgress {

  /** {@code done} of {@code total} bytes of a file are here; a resumed one does not begin at 0. */
  void at(String path, long done, long total);
}
