package dev.muninn.query.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Words as tokens, the forms of one word at one position. Read once. */
final class WordStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final OptionalInt counts;
  private final Iterator<String> words;
  private final Deque<String> forms = new ArrayDeque<>();

  private WordStream(List<String> words, OptionalInt counts) {
    this.words = words.iterator();
    this.counts = counts;
  }

  static WordStream placed(List<String> words) {
    return new WordStream(words, OptionalInt.empty());
  }

  /** Each word as if it stood there so many times; without places. */
  static WordStream counted(List<String> words, int each) {
    return new WordStream(words, OptionalInt.of(each));
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    boolean begins = forms.isEmpty();
    if (begins) {
      if (!words.hasNext()) {
        return false;
      }
      forms.addAll(WordForms.of(words.next()));
    }
    step.setPositionIncrement(begins ? 1 : 0);
    term.append(forms.poll());
    counts.ifPresent(each -> addAttribute(TermFrequencyAttribute.class).setTermFrequency(each));
    return true;
  }
}
