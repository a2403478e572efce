package dev.muninn.query.view;

import dev.muninn.catalog.Digests.ContentDigest;
import dev.muninn.catalog.Digests.ItemDigest;
import dev.muninn.media.OrgId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content digest of an org: BLAKE3 of each item's {@link ContentText}, and over hashes and
 * digests in the order of the hashes. Reads the media view and, for where an item stands, the
 * pipeline's view, in one statement. Blocking; no lease is looked at.
 */
public final class ContentRows {
  private static final int FETCH = 200;
  private static final String SELECT =
      "SELECT m.hash, m.document, CASE WHEN m.trashed THEN 'trashed'"
          + " WHEN p.status = 'quarantined' THEN 'quarantined ' || coalesce(p.error, '')"
          + " WHEN p.status = 'ready' THEN 'ready' ELSE 'unfinished' END"
          + " FROM view.media m"
          + ItemStatus.JOIN
          + " WHERE m.hash IS NOT NULL ORDER BY m.hash COLLATE \"C\"";

  private final MediaReads reads;

  public ContentRows(MediaReads reads) {
    this.reads = reads;
  }

  public ContentDigest digest(OrgId org) {
    return reads.read(org, ContentRows::digest);
  }

  private static ContentDigest digest(Connection tx) throws SQLException {
    List<ItemDigest> items = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    try (PreparedStatement select = tx.prepareStatement(SELECT)) {
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String text = ContentText.of(MediaJson.read(rows.getString(2)), rows.getString(3));
          ItemDigest item = new ItemDigest(rows.getString(1), ContentText.digest(text));
          items.add(item);
          all.append(item.hash()).append(' ').append(item.digest()).append('\n');
        }
      }
    }
    return new ContentDigest(ContentText.digest(all.toString()), items.size(), items);
  }
}
