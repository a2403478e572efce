package dev.muninn.http.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.QueryParams;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The body of an edit, a JSON Merge Patch (RFC 7396): what is absent stays, null takes back what a
 * person said, a list replaces the list. Other fields than these, wrong types and what is out of
 * bounds are 400 and named. The record is for the document; {@link #of} reads the body.
 *
 * @param rating 0..5
 * @param tags at most 100, each of 1..100 characters
 * @param title 1..200 characters
 * @param place the place's name, 1..200 characters
 * @param capturedAt a time with or without offset, or a day
 */
public record MediaEdit(
    Optional<Integer> rating,
    Optional<List<String>> tags,
    Optional<String> title,
    Optional<String> place,
    Optional<String> capturedAt) {
  private static final int MAX_TEXT = 200;
  private static final int MAX_TAG = 100;

  /** What may be edited: the name in the body. */
  private enum Name {
    rating,
    tags,
    title,
    place,
    capturedAt
  }

  /** The edit that a body asks for. */
  static Curation of(JsonNode body) {
    if (!body.isObject()) {
      throw new ProblemException(
          Problem.BAD_JSON, "An object with the fields to edit is expected.");
    }
    body.fieldNames().forEachRemaining(MediaEdit::requireKnown);
    return new Curation(
        said(body, Name.rating, MediaEdit::ratingOf),
        said(body, Name.tags, MediaEdit::tagsOf),
        said(body, Name.title, node -> textOf(Name.title, node, MAX_TEXT)),
        said(body, Name.place, node -> textOf(Name.place, node, MAX_TEXT)),
        said(body, Name.capturedAt, MediaEdit::timeOf),
        cleared(body));
  }

  private static void requireKnown(String name) {
    Fields.require(
        Stream.of(Name.values()).anyMatch(known -> known.name().equals(name)),
        name.length() > MAX_TAG ? name.substring(0, MAX_TAG) : name,
        "cannot be edited; what can is "
            + Stream.of(Name.values()).map(Name::name).collect(Collectors.joining(", ")));
  }

  private static <T> Optional<T> said(JsonNode body, Name name, Function<JsonNode, T> reader) {
    JsonNode node = body.get(name.name());
    return node == null || node.isNull() ? Optional.empty() : Optional.of(reader.apply(node));
  }

  private static List<Curation.Field> cleared(JsonNode body) {
    return Stream.of(Name.values())
        .filter(name -> body.has(name.name()) && body.get(name.name()).isNull())
        .map(MediaEdit::fieldOf)
        .toList();
  }

  private static Curation.Field fieldOf(Name name) {
    return switch (name) {
      case rating -> Curation.Field.RATING;
      case tags -> Curation.Field.TAGS;
      case title -> Curation.Field.TITLE;
      case place -> Curation.Field.PLACE_NAME;
      case capturedAt -> Curation.Field.CAPTURED_AT;
    };
  }

  private static Integer ratingOf(JsonNode node) {
    Fields.require(
        node.isInt() && node.intValue() >= 0 && node.intValue() <= Curation.MAX_RATING,
        Name.rating.name(),
        "is a whole number from 0 to " + Curation.MAX_RATING + ", or null");
    return node.intValue();
  }

  private static List<String> tagsOf(JsonNode node) {
    Fields.require(node.isArray(), Name.tags.name(), "is a list of texts, or null");
    List<String> tags = new ArrayList<>();
    node.forEach(tag -> tags.add(textOf(Name.tags, tag, MAX_TAG)));
    List<String> distinct = tags.stream().distinct().toList();
    Fields.require(
        distinct.size() <= Curation.MAX_TAGS,
        Name.tags.name(),
        "has at most " + Curation.MAX_TAGS + " entries");
    return distinct;
  }

  /** In composed form and without blanks around it, so that equal words are equal texts. */
  private static String textOf(Name name, JsonNode node, int max) {
    Fields.require(node.isTextual(), name.name(), "is text, or null to take it back");
    String text = Normalizer.normalize(node.textValue(), Normalizer.Form.NFC).strip();
    Fields.require(
        text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE),
        name.name(),
        "has half a character");
    return Fields.text(name.name(), text, 1, max);
  }

  private static CapturedAt timeOf(JsonNode node) {
    Fields.require(node.isTextual(), Name.capturedAt.name(), "is text, or null to take it back");
    return CapturedTime.of(node.textValue())
        .orElseThrow(
            () ->
                QueryParams.bad(
                    Name.capturedAt.name(),
                    "is a time such as 2026-05-01T12:00:00+02:00 or 2026-05-01T12:00, or a day such"
                        + " as 2026-05-01, from the year 1 to 9999"));
  }
}
