package dev.muninn.ingest.media.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a still says of itself, as plain text: the parent checks it again. Width and height are the
 * stored ones in pixels, before the orientation; empty words and {@code NaN} stand for what is not
 * there. {@code capturedAt} is an ISO local date and time, {@code offset} like {@code +02:00}.
 */
public record StillFacts(
    int width,
    int height,
    int orientation,
    String capturedAt,
    String offset,
    String capturedFrom,
    double latitude,
    double longitude,
    String make,
    String model,
    List<Text> texts) {
  /** Longer values are cut; the parent's limit is the same. */
  static final int MAX_TEXT = 2000;

  static final int MAX_TEXTS = 48;

  public StillFacts {
    texts = List.copyOf(texts);
  }

  /** One named fact. */
  public record Text(String name, String value) {}

  void write(DataOutputStream out) throws IOException {
    out.writeInt(width);
    out.writeInt(height);
    out.writeByte(orientation);
    out.writeUTF(capturedAt);
    out.writeUTF(offset);
    out.writeUTF(capturedFrom);
    out.writeDouble(latitude);
    out.writeDouble(longitude);
    out.writeUTF(make);
    out.writeUTF(model);
    out.writeByte(texts.size());
    for (Text text : texts) {
      out.writeUTF(text.name());
      out.writeUTF(text.value());
    }
  }

  static StillFacts read(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    int orientation = in.readUnsignedByte();
    String capturedAt = in.readUTF();
    String offset = in.readUTF();
    String capturedFrom = in.readUTF();
    double latitude = in.readDouble();
    double longitude = in.readDouble();
    String make = in.readUTF();
    String model = in.readUTF();
    int count = in.readUnsignedByte();
    List<Text> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(new Text(in.readUTF(), in.readUTF()));
    }
    return new StillFacts(
        width,
        height,
        orientation,
        capturedAt,
        offset,
        capturedFrom,
        latitude,
        longitude,
        make,
        model,
        texts);
  }
}
