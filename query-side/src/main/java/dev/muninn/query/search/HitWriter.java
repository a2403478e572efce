package dev.muninn.query.search;

import dev.muninn.catalog.MediaRow;
import dev.muninn.media.MediaId;
import dev.muninn.search.SearchHit;
import dev.muninn.search.language.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes hits of ranked items: their names, why they matched, and when. Pure. */
final class HitWriter {
  private HitWriter() {}

  /** In the order of the page; {@code rows} has each of its items. */
  static List<SearchHit> write(Quest quest, List<RankedHit> page, Map<MediaId, MediaRow> rows) {
    Explanation why = new Explanation();
    page.forEach(hit -> why.add(rows.get(hit.mediaId())));
    List<Term> terms = terms(quest, page);
    if (!terms.isEmpty()) {
      why.matched(matching(why.texts(), terms));
    }
    return page.stream().map(hit -> hit(quest, hit, rows.get(hit.mediaId()), why)).toList();
  }

  private static List<Term> terms(Quest quest, List<RankedHit> page) {
    List<Term> terms =
        new ArrayList<>(quest.parsed().terms().stream().filter(Term::wanted).toList());
    page.stream()
        .flatMap(hit -> hit.spellings().stream())
        .distinct()
        .map(word -> new Term(Term.Within.ANYWHERE, word, false, false, true))
        .forEach(terms::add);
    return terms;
  }

  /** The places of the texts that hold one of these terms. */
  private static Set<Integer> matching(List<List<String>> texts, List<Term> terms) {
    Lexemes lexemes = new Lexemes(terms);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (lexemes.anyIn(texts.get(i))) {
        places.add(i);
      }
    }
    return places;
  }

  private static SearchHit hit(Quest quest, RankedHit hit, MediaRow row, Explanation why) {
    Optional<Moments.Chosen> moment =
        Moments.of(
            row, hit.nearest().map(near -> near.key().segment()), why.machineWords(row.mediaId()));
    List<String> lines =
        Stream.concat(why.of(hit).stream(), moment.map(Moments.Chosen::why).stream()).toList();
    return new SearchHit(
        row.mediaId(),
        hit.score(),
        row.type().kind(),
        row.title().orElse(row.name()),
        lines.isEmpty() ? quest.parsed().understood() : lines,
        moment.map(Moments.Chosen::moment));
  }
}
