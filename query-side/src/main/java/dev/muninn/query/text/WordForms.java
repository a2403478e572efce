package dev.muninn.query.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.util.IOUtils;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * What the full text makes of a word, the same of those in a text and those in a query: as written
 * but without accents, and its English stem (Porter2). Thread-safe.
 */
public final class WordForms {
  private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
  private static final CharArraySet STOP_WORDS = stopWords();
  private static final ThreadLocal<EnglishStemmer> STEMMERS =
      ThreadLocal.withInitial(EnglishStemmer::new);

  private WordForms() {}

  private static CharArraySet stopWords() {
    try {
      return WordlistLoader.getSnowballWordSet(
          IOUtils.requireResourceNonNull(
              SnowballFilter.class.getResourceAsStream("english_stop.txt"), "english_stop.txt"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Lucene's stop words cannot be read", e);
    }
  }

  /** The forms of a word in lower case; the first is the word without accents. */
  public static Set<String> of(String word) {
    Set<String> forms = new LinkedHashSet<>();
    String folded = folded(word);
    forms.add(folded);
    EnglishStemmer stemmer = STEMMERS.get();
    stemmer.setCurrent(folded);
    stemmer.stem();
    forms.add(stemmer.getCurrent());
    return forms;
  }

  /** Without accents, ligatures in two letters. */
  static String folded(String word) {
    if (word.chars().allMatch(c -> c < 0x80)) {
      return word;
    }
    String bare =
        Normalizer.normalize(
            ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll(""),
            Normalizer.Form.NFC);
    char[] folded = new char[4 * bare.length()];
    int length = ASCIIFoldingFilter.foldToASCII(bare.toCharArray(), 0, folded, 0, bare.length());
    return new String(folded, 0, length);
  }

  /** Whether a word carries no meaning of its own, such as "the". */
  public static boolean isStopWord(String word) {
    return STOP_WORDS.contains(word);
  }
}
