package dev.muninn.ingest.media.child;

import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties of the primary picture of a HEIC or AVIF: stored size in pixels, how it is to be
 * turned (as an EXIF orientation), its ICC profile. Zero and empty where the file does not say.
 * Sources: ISO/IEC 23008-12 (irot, imir, ispe), 14496-12 (meta, pitm, iprp, colr). That imir 0
 * exchanges top and bottom is the reading of the 2022 edition.
 */
record HeifFile(int width, int height, int orientation, Optional<ICC_Profile> profile) {
  private static final int MAX_META = 4 << 20;
  private static final int FULL_BOX = 4;
  private static final HeifFile UNKNOWN = new HeifFile(0, 0, 1, Optional.empty());

  /** Reads no more than the {@code meta} box; one that is out of shape says nothing. */
  static HeifFile read(RandomAccessFile in) throws IOException {
    long at = 0;
    while (at + 8 <= in.length()) {
      in.seek(at);
      long size = in.readInt() & 0xffffffffL;
      byte[] name = new byte[4];
      in.readFully(name);
      long head = 8;
      if (size == 1) {
        size = in.readLong();
        head = 16;
      }
      if (new String(name, StandardCharsets.ISO_8859_1).equals("meta") && size <= MAX_META) {
        byte[] meta = new byte[(int) Math.max(0, Math.min(size, in.length() - at) - head)];
        in.readFully(meta);
        return of(meta);
      }
      if (size < head) {
        return UNKNOWN;
      }
      at += size;
    }
    return UNKNOWN;
  }

  private static HeifFile of(byte[] meta) {
    try {
      ByteBuffer body = ByteBuffer.wrap(meta);
      body.position(FULL_BOX);
      Map<String, ByteBuffer> boxes = byName(children(body.slice()));
      ByteBuffer pitm = boxes.getOrDefault("pitm", ByteBuffer.allocate(0));
      int version = pitm.getInt() >>> 24;
      int primary = version == 0 ? pitm.getShort() & 0xffff : pitm.getInt();
      Map<String, ByteBuffer> iprp = byName(children(boxes.get("iprp")));
      return of(children(iprp.get("ipco")), associated(iprp.get("ipma"), primary));
    } catch (BufferUnderflowException | IllegalArgumentException | NullPointerException e) {
      return UNKNOWN;
    }
  }

  private static HeifFile of(List<Box> properties, List<Integer> chosen) {
    int width = 0;
    int height = 0;
    int orientation = 1;
    Optional<ICC_Profile> profile = Optional.empty();
    for (int index : chosen) {
      if (index < 1 || index > properties.size()) {
        continue;
      }
      Box box = properties.get(index - 1);
      ByteBuffer body = box.body();
      switch (box.name()) {
        case "ispe" -> {
          width = body.getInt(FULL_BOX);
          height = body.getInt(FULL_BOX + 4);
        }
        case "irot" -> orientation = Orientation.then(orientation, turned(body.get(0) & 3));
        case "imir" -> orientation = Orientation.then(orientation, (body.get(0) & 1) == 0 ? 4 : 2);
        case "colr" -> profile = profile.or(() -> iccOf(body));
        default -> {
          // other properties do not concern the small pictures
        }
      }
    }
    return new HeifFile(width, height, orientation, profile);
  }

  /** Quarter turns against the clock. */
  private static int turned(int quarters) {
    return switch (quarters) {
      case 1 -> 8;
      case 2 -> 3;
      case 3 -> 6;
      default -> 1;
    };
  }

  private static Optional<ICC_Profile> iccOf(ByteBuffer colr) {
    byte[] bytes = new byte[colr.remaining()];
    colr.duplicate().get(bytes);
    String kind = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    return kind.equals("prof") || kind.equals("rICC")
        ? Optional.of(ICC_Profile.getInstance(Arrays.copyOfRange(bytes, 4, bytes.length)))
        : Optional.empty();
  }

  /** The 1-based indices of the item's properties, in the order in which they apply. */
  private static List<Integer> associated(ByteBuffer ipma, int item) {
    int versionAndFlags = ipma.getInt();
    boolean wideItems = versionAndFlags >>> 24 > 0;
    boolean wideIndices = (versionAndFlags & 1) != 0;
    int entries = ipma.getInt();
    for (int i = 0; i < entries; i++) {
      int id = wideItems ? ipma.getInt() : ipma.getShort() & 0xffff;
      int count = ipma.get() & 0xff;
      List<Integer> indices = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        indices.add(wideIndices ? ipma.getShort() & 0x7fff : ipma.get() & 0x7f);
      }
      if (id == item) {
        return indices;
      }
    }
    return List.of();
  }

  private record Box(String name, ByteBuffer body) {}

  private static Map<String, ByteBuffer> byName(List<Box> boxes) {
    Map<String, ByteBuffer> found = new TreeMap<>();
    boxes.forEach(box -> found.putIfAbsent(box.name(), box.body()));
    return found;
  }

  private static List<Box> children(ByteBuffer parent) {
    List<Box> boxes = new ArrayList<>();
    while (parent.remaining() >= 8) {
      int start = parent.position();
      int size = parent.getInt();
      byte[] name = new byte[4];
      parent.get(name);
      int end = size == 0 ? parent.limit() : start + size;
      if (end < parent.position() || end > parent.limit()) {
        return boxes;
      }
      ByteBuffer body = parent.duplicate().limit(end).slice();
      boxes.add(new Box(new String(name, StandardCharsets.ISO_8859_1), body));
      parent.position(end);
    }
    return boxes;
  }
}
