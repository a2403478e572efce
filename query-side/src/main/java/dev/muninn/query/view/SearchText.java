package dev.muninn.query.view;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.Fact;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of an item enters the full text. What people and files say, by weight: A names and titles, B
 * tags and places, C captions, D camera, date and the other facts. Apart from it what machines see,
 * by how sure they are. Words only, so no text is a query or a URL.
 *
 * @param camera the name of the camera that is shown, by {@link #cameraKey}
 * @param seen labels and colours by weight, A first: from a score of 0.5, 0.25, 0.1, and the rest;
 *     colours have the least
 */
public record SearchText(
    String names,
    String tags,
    String captions,
    String facts,
    Optional<String> camera,
    List<String> seen) {
  private static final int MAX_FACTS = 20_000;
  private static final double[] SURE = {0.5, 0.25, 0.1, 0};
  private static final Set<String> TITLES = Set.of("title", "headline");
  private static final Set<String> TAGS = Set.of("keyword", "city", "country");
  private static final Set<String> CAPTIONS = Set.of("caption", "description", "comment");

  public SearchText {
    seen = List.copyOf(seen);
  }

  public static SearchText of(MediaDocument item) {
    return new SearchText(
        words(Stream.concat(names(item), titles(item))),
        words(Stream.concat(tags(item), item.person().placeName().stream())),
        cut(words(facts(item, CAPTIONS::contains))),
        cut(words(facts(item))),
        MediaShown.first(item, Description::camera).map(SearchText::cameraKey),
        seen(item));
  }

  /** The name of a camera as a part of it is looked for: in lower case. */
  public static String cameraKey(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What a whole query may be equal to: names with and without extension, title, tags. */
  public static Set<String> exact(MediaDocument item) {
    Set<String> exact = new LinkedHashSet<>();
    names(item).forEach(name -> exact.add(SearchWords.joined(name)));
    names(item).forEach(name -> exact.add(SearchWords.joined(withoutExtension(name))));
    titles(item).forEach(title -> exact.add(SearchWords.joined(title)));
    tags(item).forEach(tag -> exact.add(SearchWords.joined(tag)));
    exact.remove("");
    return exact;
  }

  private static Stream<String> names(MediaDocument item) {
    return item.names().stream();
  }

  private static Stream<String> titles(MediaDocument item) {
    return Stream.concat(item.person().title().stream(), facts(item, TITLES::contains));
  }

  private static Stream<String> tags(MediaDocument item) {
    return Stream.concat(
        item.person().tags().orElse(List.of()).stream(), facts(item, TAGS::contains));
  }

  private static Stream<String> facts(MediaDocument item) {
    Stream<String> cameras = layers(item).flatMap(said -> said.camera().stream());
    Predicate<String> elsewhere =
        name -> TITLES.contains(name) || TAGS.contains(name) || CAPTIONS.contains(name);
    return Stream.of(
            MediaShown.capturedAt(item).map(SearchText::date).stream(),
            cameras,
            facts(item, elsewhere.negate()))
        .flatMap(texts -> texts);
  }

  /** The values of the facts of these names, each once, whichever layers say them. */
  private static Stream<String> facts(MediaDocument item, Predicate<String> names) {
    return layers(item)
        .flatMap(said -> said.facts().stream())
        .filter(fact -> names.test(fact.name()))
        .map(Fact::value)
        .distinct();
  }

  private static Stream<Description> layers(MediaDocument item) {
    return Stream.of(FactLayer.values()).filter(item.layers()::containsKey).map(item.layers()::get);
  }

  private static List<String> seen(MediaDocument item) {
    List<StringJoiner> seen = new ArrayList<>();
    for (double ignored : SURE) {
      seen.add(new StringJoiner(" "));
    }
    for (Label label : MediaShown.labels(item)) {
      int n = 0;
      while (label.score() < SURE[n]) {
        n++;
      }
      seen.get(n).add(SearchWords.ofName(label.text()));
    }
    StringJoiner least = seen.get(SURE.length - 1);
    MediaShown.colours(item).forEach(colour -> least.add(ColourWords.spellings(colour)));
    return seen.stream().map(StringJoiner::toString).toList();
  }

  private static String date(CapturedAt at) {
    return at.local().getYear()
        + " "
        + at.local().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String words(Stream<String> texts) {
    return texts.map(SearchWords::ofName).collect(Collectors.joining(" "));
  }

  private static String cut(String words) {
    return words.length() > MAX_FACTS ? words.substring(0, MAX_FACTS) : words;
  }
}
