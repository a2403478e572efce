package dev.muninn.node.bench.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a labelled set: its file, the name that it is taken in under (empty: one that tells
 * nothing), and what a person says of it.
 *
 * @param said the fields of {@code PATCH /media/ID}
 */
public record LabelledPicture(String id, Path file, Optional<String> name, JsonNode said) {
  private static final List<String> FIELDS =
      List.of("tags", "title", "place", "capturedAt", "rating");

  static LabelledPicture of(JsonNode entry, Path file) {
    ObjectNode said = new JsonMapper().createObjectNode();
    FIELDS.stream().filter(entry::has).forEach(field -> said.set(field, entry.get(field)));
    return new LabelledPicture(
        entry.path("id").asText(),
        file,
        Optional.ofNullable(entry.path("name").asText(null)),
        said);
  }
}
