package dev.muninn.query.view;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import java.time.format.TextStyle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of an item enters the full text, by weight: A names and title, B tags and place, C the
 * model's labels, D camera, date, colours and the other facts. Words only, so no text is a query or
 * a URL.
 */
record SearchText(String names, String tags, String labels, String facts) {
  private static final int MAX_FACTS = 20_000;

  static SearchText of(MediaDocument item) {
    return new SearchText(
        words(Stream.concat(names(item), item.person().title().stream())),
        words(
            Stream.concat(
                item.person().tags().orElse(List.of()).stream(),
                item.person().placeName().stream())),
        words(MediaShown.labels(item).stream().map(Label::text)),
        cut(words(facts(item))));
  }

  /** What a whole query may be equal to: names with and without extension, title, tags. */
  static Set<String> exact(MediaDocument item) {
    Set<String> exact = new LinkedHashSet<>();
    names(item).forEach(name -> exact.add(SearchWords.joined(name)));
    names(item).forEach(name -> exact.add(SearchWords.joined(withoutExtension(name))));
    item.person().title().ifPresent(title -> exact.add(SearchWords.joined(title)));
    item.person().tags().orElse(List.of()).forEach(tag -> exact.add(SearchWords.joined(tag)));
    exact.remove("");
    return exact;
  }

  private static Stream<String> names(MediaDocument item) {
    return item.names().stream();
  }

  private static Stream<String> facts(MediaDocument item) {
    Stream<String> said =
        Stream.of(FactLayer.values())
            .filter(item.layers()::containsKey)
            .map(item.layers()::get)
            .flatMap(SearchText::saidBy);
    Stream<String> seen = MediaShown.colours(item).stream().map(ColourWords::spellings);
    return Stream.of(MediaShown.capturedAt(item).map(SearchText::date).stream(), seen, said)
        .flatMap(texts -> texts);
  }

  private static Stream<String> saidBy(Description said) {
    return Stream.concat(said.camera().stream(), said.facts().stream().map(fact -> fact.value()));
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
