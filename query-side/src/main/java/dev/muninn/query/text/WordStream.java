package dev.muninn.query.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Words as tokens, the forms of one word at one position. Read once. */
final class WordStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final Iterator<String> words;
  private final Deque<String> forms = new ArrayDeque<>();

  WordStream(List<String> words) {
    this.words = words.iterator();
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
    return true;
  }
}
