package dev.muninn.ingest.media.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the parent asks for. {@code file} and {@code folder} are absolute paths with names of the
 * parent's; {@code maxPixels} is counted from the header before anything is decoded. {@code
 * profileOf} names the file whose colour profile holds for the pixels of {@code file}, and is empty
 * when that is the file itself.
 */
public record Request(
    Op op, StillType type, String file, String folder, String profileOf, long maxPixels) {

  /** What to do with the file. */
  public enum Op {
    DESCRIBE,
    PREVIEW
  }

  public void write(DataOutputStream out) throws IOException {
    out.writeUTF(op.name());
    out.writeUTF(type.name());
    out.writeUTF(file);
    out.writeUTF(folder);
    out.writeUTF(profileOf);
    out.writeLong(maxPixels);
  }

  static Request read(DataInputStream in) throws IOException {
    return new Request(
        Op.valueOf(in.readUTF()),
        StillType.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readLong());
  }
}
