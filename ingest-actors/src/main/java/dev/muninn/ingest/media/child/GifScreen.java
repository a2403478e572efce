package dev.muninn.ingest.media.child;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The logical screen of a GIF, in pixels, and where on it the first picture begins. */
record GifScreen(int width, int height, int left, int top) {
  static final GifScreen NONE = new GifScreen(0, 0, 0, 0);

  static GifScreen of(ImageReader reader) throws IOException {
    IIOMetadata stream = reader.getStreamMetadata();
    IIOMetadata image = reader.getImageMetadata(0);
    if (stream == null || image == null) {
      return NONE;
    }
    Node screen = child(stream, "LogicalScreenDescriptor");
    Node place = child(image, "ImageDescriptor");
    return new GifScreen(
        number(screen, "logicalScreenWidth"),
        number(screen, "logicalScreenHeight"),
        number(place, "imageLeftPosition"),
        number(place, "imageTopPosition"));
  }

  private static Node child(IIOMetadata metadata, String name) {
    NodeList nodes = metadata.getAsTree(metadata.getNativeMetadataFormatName()).getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeName().equals(name)) {
        return nodes.item(i);
      }
    }
    return null;
  }

  private static int number(Node node, String name) {
    NamedNodeMap attributes = node == null ? null : node.getAttributes();
    Node value = attributes == null ? null : attributes.getNamedItem(name);
    return value == null ? 0 : Integer.parseInt(value.getNodeValue());
  }
}
