package dev.muninn.media;

import java.util.Locale;

/**
 * The catalogue of what can go wrong with an item, in a user's words: a stable code, what it means,
 * and the way out. {@code fatal} codes quarantine at once, since trying again cannot help.
 */
public enum ErrorCode {
  UNSUPPORTED_TYPE(
      true,
      "This kind of file is not taken in.",
      "Muninn knows common photos, videos and audio files; convert it to one of them."),
  EMPTY_FILE(true, "The file is empty.", "Copy it again from where it came from."),
  BROKEN_FILE(
      true,
      "The file couldn't be read: its contents are damaged or end in the middle.",
      "Open it with another program, or copy it again from the camera or a backup."),
  NOT_WHAT_IT_SAYS(
      true,
      "The file begins like one kind of media, but holds another.",
      "It was renamed or put together wrongly; find the original and add that."),
  TOO_MANY_PIXELS(
      true, "The picture is larger than 250 megapixels.", "Export a smaller copy and add that."),
  TOO_MUCH_MEMORY(
      true,
      "Opening the file needs more memory than is allowed.",
      "Export a smaller or simpler copy and add that."),
  NO_PICTURE(
      true,
      "The video holds no picture that can be shown.",
      "If other players show it, report the kind of video that the details name."),
  DECODER_TIMEOUT(
      false,
      "Opening the file took longer than is allowed.",
      "It is tried again; a very busy machine is the usual cause."),
  DECODER_CRASHED(
      false,
      "The program that opens such files broke off at this one.",
      "It is tried again in a fresh process."),
  WORKER_LOST(
      true,
      "Whatever works on this file dies each time.",
      "The file may attack or exhaust the program that opens it; leave it out, or retry after an"
          + " update."),
  SOURCE_OFFLINE(
      false,
      "The folder this file lies in cannot be reached.",
      "Mount it again; the work goes on by itself."),
  SOURCE_FILE_GONE(
      true, "The file is no longer where it was.", "Put it back or scan the source again."),
  SOURCE_FILE_CHANGED(
      true,
      "The file was changed while it was taken in.",
      "Scan the source again: the new contents become their own item."),
  NOT_READABLE(
      false, "The file may not be read.", "Give the user that runs Muninn the right to read it."),
  DISK_FULL(
      false, "There is no room left on the disk.", "Free some room; the work goes on by itself."),
  STORAGE_FAILED(
      false,
      "The storage answered with an error.",
      "Look at the disk or the network mount; it is tried again."),
  BLOB_MISSING(true, "The stored original is missing.", "Add the file again: it heals the item."),
  BLOB_DAMAGED(
      true,
      "The stored original is damaged, and no other good copy is known.",
      "Add the file again from a backup: it heals the item. Check the disk it lies on."),
  PROXY_MISSING(
      true,
      "The small picture that the model looks at is missing.",
      "It is made again by itself; if not, retry the item."),
  MODEL_REFUSED(
      true,
      "The model could not read this picture.",
      "Retry after changing the model, or look at the preview."),
  MODEL_FAILED(false, "The model failed on this picture.", "It is tried again."),
  HASH_CONFLICT(
      true,
      "Two different contents claim to be this item.",
      "Run doctor: a disk or a memory chip may be failing."),
  INTERNAL(
      false,
      "Something unexpected went wrong.",
      "It is tried again; if it stays, the details name the place to report.");

  private final boolean fatal;
  private final String words;
  private final String hint;

  ErrorCode(boolean fatal, String words, String hint) {
    this.fatal = fatal;
    this.words = words;
    this.hint = hint;
  }

  /** Whether another attempt cannot help. */
  public boolean fatal() {
    return fatal;
  }

  public String words() {
    return words;
  }

  public String hint() {
    return hint;
  }

  /** The code as the API shows it, for example {@code broken-file}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
