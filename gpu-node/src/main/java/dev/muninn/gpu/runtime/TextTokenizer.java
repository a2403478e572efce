package dev.muninn.gpu.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.TextSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Text to token ids by the pack's {@code tokenizer.json}: WordPiece, byte pairs, whatever it says.
 * Thread-safe.
 */
final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final TextSpec spec;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, TextSpec spec) {
    this.tokenizer = tokenizer;
    this.spec = spec;
  }

  static TextTokenizer of(ModelPack pack) throws PackException {
    TextSpec spec = pack.manifest().text();
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "maxLength",
            Integer.toString(spec.length()),
            "modelMaxLength",
            Integer.toString(spec.length()),
            "padding",
            "false");
    try {
      byte[] json = pack.read(spec.tokenizer());
      return new TextTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options), spec);
    } catch (IOException | RuntimeException e) {
      // the native tokenizer reports a bad file by a runtime exception
      throw new PackException(
          "The tokenizer of pack " + pack.manifest().name() + " can't be loaded: " + e, e);
    }
  }

  /** Special tokens included, cut to the pack's length, padded where the pack wants it. */
  Tokens encode(String text) {
    Encoding encoding = tokenizer.encode(text);
    long[] ids = encoding.getIds();
    long[] mask = encoding.getAttentionMask();
    if (!spec.padded() || ids.length >= spec.length()) {
      return new Tokens(ids, mask);
    }
    long[] filled = Arrays.copyOf(ids, spec.length());
    Arrays.fill(filled, ids.length, filled.length, spec.padding());
    return new Tokens(filled, Arrays.copyOf(mask, filled.length));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
