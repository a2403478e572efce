package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.OrgId;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchLog.Kind;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which searches are written down, for whom, and for how long. */
class SearchLogIT extends SampleLibrary {

  @Test
  void writesDownWhatFoundNothingForItsOwnOrg() {
    search(ORG, "qwrtz");
    search(ORG, "cat");
    search(OTHER_ORG, "zwrtq");
    eventually(() -> texts(ORG, Kind.ZERO).equals(List.of("qwrtz")));
    eventually(() -> texts(OTHER_ORG, Kind.ZERO).equals(List.of("zwrtq")));
    SearchLog.Entry entry = latest(ORG, Kind.ZERO).get(0);
    assertEquals(SearchMode.HYBRID, entry.mode());
    assertEquals(0, entry.hits());
    assertEquals(List.of(), texts(ORG, Kind.SLOW));
  }

  @Test
  void writesDownWhatPostgresCannotHold() {
    search(ORG, "qw\0rtz");
    eventually(() -> texts(ORG, Kind.ZERO).equals(List.of("qw\ufffdrtz")));
  }

  @Test
  void writesDownWhatTookLong() {
    again("muninn.query.search.log.slow = 0ms");
    search(ORG, "cat");
    search(ORG, "qwrtz");
    eventually(() -> texts(ORG, Kind.SLOW).equals(List.of("qwrtz", "cat")));
    assertEquals(List.of("qwrtz"), texts(ORG, Kind.ZERO));
  }

  @Test
  void keepsAFewEntriesOfEachOrgAndNoOldOnes() throws SQLException {
    fixture.execute(
        "INSERT INTO ops.search_log (org, at, query, mode, hits, took_ms, embedding_ms, slow)"
            + " VALUES ('home', now() - interval '40 days', 'old', 'text', 0, 1, 0, false),"
            + " ('home', now(), 'a', 'text', 0, 1, 0, false),"
            + " ('home', now(), 'b', 'text', 0, 1, 0, false),"
            + " ('other', now(), 'c', 'text', 0, 1, 0, false)");
    again("muninn.query.search.log.most = 2");
    assertEquals(List.of("b", "a"), texts(ORG, Kind.ZERO));
    search(ORG, "qwrtz");
    eventually(() -> rows().equals(List.of("b", "c", "qwrtz")));
  }

  @Test
  void writesNothingWhenSwitchedOff() throws SQLException {
    again("muninn.query.search.log { kept = false, slow = 0ms }");
    search(ORG, "qwrtz");
    again("muninn.query.search.log.slow = 0ms");
    search(ORG, "cat");
    eventually(() -> rows().equals(List.of("cat")));
  }

  private void again(String settings) {
    fixture.stop(module);
    start(settings);
  }

  private List<String> rows() {
    try {
      return fixture.query("SELECT query FROM ops.search_log ORDER BY entry");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void search(OrgId org, String text) {
    await(
        module
            .ports()
            .search()
            .search(
                new SearchQuery(
                    org,
                    text,
                    5,
                    SearchFilter.none(),
                    Optional.empty(),
                    SearchMode.HYBRID,
                    Optional.empty())));
  }

  private List<SearchLog.Entry> latest(OrgId org, Kind kind) {
    return await(module.ports().searchLog().latest(org, kind, 10));
  }

  private List<String> texts(OrgId org, Kind kind) {
    return latest(org, kind).stream().map(SearchLog.Entry::query).toList();
  }
}
