package dev.muninn.query.search;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaId;
import dev.muninn.query.text.TextIndex;
import dev.muninn.query.view.MediaReads;
import dev.muninn.search.SearchHit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts pages from answers. The order of an answer is made once and kept ({@link KeptAnswers});
 * where a page reaches beyond it, a deeper search adds at its end what it does not hold yet, of the
 * items that were taken in before the first page. So no hit comes twice and none that matches all
 * along is left out, whatever is added, edited or thrown away meanwhile. Blocking.
 */
final class Pages {
  private static final int DEEPER = 4;

  private final SearchSettings settings;
  private final CandidateFinder candidates;
  private final Fusion fusion;
  private final KeptAnswers kept;
  private final TextIndex text;

  Pages(SearchSettings settings, TextIndex text, KeptAnswers kept) {
    this.settings = settings;
    this.text = text;
    this.candidates = new CandidateFinder(settings, text);
    this.fusion = new Fusion(settings.ranking());
    this.kept = kept;
  }

  /** The hits of one page, and the cursor of the next. */
  record Page(List<SearchHit> hits, Optional<String> next) {}

  /** The least depth that a page of this many hits after so many others is cut from. */
  int depth(int before, int k) {
    return Math.min(Answer.MAX_HITS, Math.max(settings.candidates(), 2 * (before + k + 1)));
  }

  /** An answer that has its first hits. */
  Answer fill(Connection tx, Quest quest, Answer answer, boolean later) throws SQLException {
    return grown(tx, quest, answer, answer.depth(), later);
  }

  /** The page that begins with hit number {@code from}. */
  Page cut(Connection tx, Quest quest, Answer answer, int from) throws SQLException {
    Answer now = answer;
    List<RankedHit> page = new ArrayList<>();
    Map<MediaId, MediaRow> rows = new HashMap<>();
    int at = from;
    while (page.size() < quest.k() && (at < now.hits().size() || !now.whole())) {
      if (at >= now.hits().size()) {
        now = deeper(tx, quest, now);
        continue;
      }
      int end = Math.min(now.hits().size(), at + quest.k() - page.size());
      List<RankedHit> chunk = now.hits().subList(at, end);
      rows.putAll(
          MediaReads.byIds(tx, quest.org(), chunk.stream().map(RankedHit::mediaId).toList()));
      chunk.stream().filter(hit -> isShown(quest, rows.get(hit.mediaId()))).forEach(page::add);
      at = end;
    }
    while (at >= now.hits().size() && !now.whole()) {
      now = deeper(tx, quest, now);
    }
    return new Page(HitWriter.write(quest, page, rows), next(quest, now, at));
  }

  private Optional<String> next(Quest quest, Answer answer, int at) {
    if (at >= answer.hits().size()) {
      return Optional.empty();
    }
    kept.keep(answer, quest.digest());
    MediaId last = answer.hits().get(Math.max(0, at - 1)).mediaId();
    return Optional.of(
        new SearchCursor(answer.id(), at, last, answer.asOf(), answer.space().id(), quest.digest())
            .format());
  }

  /** What was thrown away or purged since the order was made is passed over. */
  private static boolean isShown(Quest quest, MediaRow row) {
    return row != null && (row.status() != MediaStatus.TRASHED || quest.asksForTrash());
  }

  private Answer deeper(Connection tx, Quest quest, Answer answer) throws SQLException {
    int depth = Math.min(Answer.MAX_HITS, DEEPER * answer.depth());
    Answer more = grown(tx, quest, answer, depth, true);
    return depth < Answer.MAX_HITS ? more : more.with(List.of(), depth, true);
  }

  private Answer grown(Connection tx, Quest quest, Answer answer, int depth, boolean later)
      throws SQLException {
    Passing passing = later ? quest.passing().knownBy(answer.asOf()) : quest.passing();
    if (quest.lists() && answer.meaning().isEmpty()) {
      List<RankedHit> all = listed(new TextFinder(text, quest.org(), tx), passing, depth);
      return answer.with(all, depth, all.size() < depth);
    }
    Candidates found =
        candidates.find(
            tx,
            quest,
            passing,
            answer.space().sources().partition(quest.org()),
            answer.meaning(),
            depth);
    List<RankedHit> ranked =
        fusion.fuse(found, quest.mode()).stream()
            .filter(hit -> quest.minScore().stream().allMatch(min -> hit.score() >= min))
            .toList();
    return answer.with(ranked, depth, found.whole());
  }

  /** Where nothing is ranked by: all that passes, newest first. */
  private static List<RankedHit> listed(TextFinder finder, Passing passing, int depth)
      throws SQLException {
    return finder.newest(passing, depth).stream()
        .map(id -> new RankedHit(id, 1, Optional.empty(), List.of()))
        .toList();
  }
}
