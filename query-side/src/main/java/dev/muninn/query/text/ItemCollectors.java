package dev.muninn.query.text;

import dev.muninn.media.MediaId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Collects the ids of all items that match. */
final class ItemCollectors implements CollectorManager<ItemCollectors.Ids, List<MediaId>> {

  /** Of one slice of the index. */
  static final class Ids extends SimpleCollector {
    private final List<MediaId> found = new ArrayList<>();
    private BinaryDocValues ids;

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      ids = DocValues.getBinary(context.reader(), ItemFields.ID);
    }

    @Override
    public void collect(int doc) throws IOException {
      if (ids.advanceExact(doc)) {
        found.add(new MediaId(ids.binaryValue().utf8ToString()));
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  @Override
  public Ids newCollector() {
    return new Ids();
  }

  @Override
  public List<MediaId> reduce(Collection<Ids> parts) {
    return parts.stream().flatMap(part -> part.found.stream()).toList();
  }
}
