package dev.muninn.ingest.media.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the child answers; the parent trusts none of its numbers. */
public sealed interface Reply {

  record Described(StillFacts facts) implements Reply {}

  /**
   * The pictures lie in the request's folder; width and height are those of the whole, as shown;
   * the look is that of the proxy.
   */
  record Previewed(int width, int height, List<Picture> pictures, Look look) implements Reply {
    public Previewed {
      pictures = List.copyOf(pictures);
    }
  }

  record Refused(Refusal refusal, String words) implements Reply {}

  /** Why a file was not read. */
  enum Refusal {
    BROKEN,
    TOO_MANY_PIXELS,
    TOO_MUCH_MEMORY,
    NOT_READABLE,
    DISK,
    INTERNAL
  }

  /** One finished JPEG; its file is called {@link Size#fileName()}. */
  record Picture(Size size, int width, int height) {}

  /** The three pictures that are made of every still. */
  enum Size {
    THUMB_1024,
    THUMB_256,
    PROXY;

    public String fileName() {
      return switch (this) {
        case THUMB_1024 -> "thumb-1024.jpg";
        case THUMB_256 -> "thumb-256.jpg";
        case PROXY -> "proxy.jpg";
      };
    }
  }

  /** Writes the reply as the parent reads it. */
  static void write(Reply reply, DataOutputStream out) throws IOException {
    if (reply instanceof Described described) {
      out.writeByte(0);
      described.facts().write(out);
    } else if (reply instanceof Previewed previewed) {
      out.writeByte(1);
      out.writeInt(previewed.width());
      out.writeInt(previewed.height());
      out.writeByte(previewed.pictures().size());
      for (Picture picture : previewed.pictures()) {
        out.writeUTF(picture.size().name());
        out.writeInt(picture.width());
        out.writeInt(picture.height());
      }
      previewed.look().write(out);
    } else if (reply instanceof Refused refused) {
      out.writeByte(2);
      out.writeUTF(refused.refusal().name());
      out.writeUTF(refused.words());
    }
  }

  /** Reads one reply; anything out of shape is an {@link IOException}. */
  static Reply read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case 0 -> new Described(StillFacts.read(in));
      case 1 -> readPreviewed(in);
      case 2 -> new Refused(Refusal.valueOf(in.readUTF()), in.readUTF());
      default -> throw new IOException("a reply of kind " + kind);
    };
  }

  private static Previewed readPreviewed(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    int count = in.readUnsignedByte();
    List<Picture> pictures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pictures.add(new Picture(Size.valueOf(in.readUTF()), in.readInt(), in.readInt()));
    }
    return new Previewed(width, height, pictures, Look.read(in));
  }
}
