package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.hash.Blake3;
import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a node says of its contents, keyed by their hash and free of ids and times: two runs of the
 * same input must say the same. One line a content.
 */
record ContentDigest(Map<String, String> lines) {
  ContentDigest {
    lines = Collections.unmodifiableMap(new TreeMap<>(lines));
  }

  private static final List<String> PLAIN =
      List.of(
          "kind",
          "contentType",
          "size",
          "status",
          "width",
          "height",
          "durationMs",
          "capturedAt",
          "capturedAtSource",
          "place",
          "camera",
          "tags",
          "rating",
          "title");

  /** Asks for every item and, where it is not ready, for its story; refusals are part of it. */
  static ContentDigest of(NodeApi api, Receipts receipts) throws IOException, InterruptedException {
    Map<String, String> lines = new TreeMap<>();
    receipts.refusals().forEach((hash, why) -> lines.put(hash, "refused " + why));
    String cursor = "";
    do {
      JsonNode page = expect(api, "/media?limit=500" + cursor);
      for (JsonNode item : page.path("items")) {
        lines.put(item.path("blake3").asText(), line(api, item));
      }
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    for (JsonNode item : expect(api, "/digest?content=true").path("perItem")) {
      String said = " digest=" + item.path("digest").asText();
      lines.merge(item.path("hash").asText(), said, String::concat);
    }
    return new ContentDigest(lines);
  }

  private static JsonNode expect(NodeApi api, String path)
      throws IOException, InterruptedException {
    ApiUser.Answer answer = api.get(path);
    if (!answer.good()) {
      throw new IOException(path + " answered " + answer);
    }
    return answer.body();
  }

  private static String line(NodeApi api, JsonNode item) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    PLAIN.forEach(name -> words.add(name + "=" + item.path(name)));
    words.add("names=" + sorted(item.path("names"), JsonNode::asText));
    words.add("labels=" + sorted(item.path("labels"), label -> label.path("text").asText()));
    words.add("facts=" + sorted(item.path("facts"), JsonNode::toString));
    words.add("links=" + sorted(item.path("links"), link -> link.isNull() ? "none" : "some"));
    String self = "/media/" + item.path("mediaId").asText();
    words.add("segments=" + segments(expect(api, self + "/segments")));
    if (!item.path("status").asText().equals("ready")) {
      words.add("errors=" + errors(expect(api, self + "/pipeline")));
    }
    return String.join(" ", words);
  }

  /** A way to say one of many. */
  private interface Saying {
    String of(JsonNode node);
  }

  private static List<String> sorted(JsonNode all, Saying saying) {
    return StreamSupport.stream(all.spliterator(), false).map(saying::of).sorted().toList();
  }

  private static List<String> segments(JsonNode body) {
    return sorted(
        body.path("segments"), s -> s.path("startMs").asText() + "-" + s.path("endMs").asText());
  }

  private static List<String> errors(JsonNode story) {
    return sorted(
        story.path("stages"),
        step ->
            step.path("stage").asText()
                + ":"
                + step.path("status").asText()
                + ":"
                + step.path("error").path("code").asText("-"));
  }

  /** One hash over everything, 64 hex digits. */
  String digest() {
    Blake3.Hasher hasher = Blake3.hasher();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      byte[] bytes =
          (line.getKey() + ' ' + line.getValue() + '\n').getBytes(StandardCharsets.UTF_8);
      hasher.update(bytes, 0, bytes.length);
    }
    return HexFormat.of().formatHex(hasher.digest());
  }

  /** What differs, one line a content. */
  List<String> differences(ContentDigest other) {
    return Stream.concat(lines.keySet().stream(), other.lines.keySet().stream())
        .distinct()
        .filter(hash -> !said(hash).equals(other.said(hash)))
        .map(
            hash ->
                hash + " is\n    " + said(hash) + "\n  and undisturbed\n    " + other.said(hash))
        .toList();
  }

  private String said(String hash) {
    return lines.getOrDefault(hash, "missing");
  }

  void write(Path file) throws IOException {
    Files.write(file, lines.entrySet().stream().map(e -> e.getKey() + ' ' + e.getValue()).toList());
  }

  static ContentDigest read(Path file) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      lines.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
    }
    return new ContentDigest(lines);
  }
}
