package dev.muninn.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackSource;
import dev.muninn.gpu.runtime.PackModel;
import dev.muninn.gpu.runtime.RuntimeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures a pack by vectors alone: which caption finds its picture. Run by hand, after {@code
 * bench/retrieval/prepare.sh DIR}.
 *
 * <p>Arguments: captions.json, the folder of prepared pictures, a pack (a folder, or {@code lite}).
 */
public final class RetrievalCheck {
  private RetrievalCheck() {}

  private record Picture(String id, String caption, ImageOutcome.Seen seen) {}

  public static void main(String[] arguments) throws IOException {
    PackSource source =
        arguments[2].equals("lite")
            ? new PackSource.Bundled("lite")
            : new PackSource.Folder(Path.of(arguments[2]));
    RuntimeSettings settings = new RuntimeSettings(2, 8, Duration.ofMillis(5), Optional.empty());
    long begin = System.nanoTime();
    try (PackModel model = PackModel.load(ModelPack.open(source), settings)) {
      System.out.printf("loaded in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      List<Picture> pictures = pictures(model, Path.of(arguments[0]), Path.of(arguments[1]));
      int first = 0;
      int five = 0;
      for (Picture picture : pictures) {
        int rank = rank(picture, pictures, model);
        first += rank < 1 ? 1 : 0;
        five += rank < 5 ? 1 : 0;
        System.out.printf(
            "%2d  %-14s %-40s %s%n",
            rank + 1, picture.id(), picture.caption(), picture.seen().labels());
      }
      System.out.printf(
          Locale.ROOT,
          "%d pictures  R@1 %.1f %%  R@5 %.1f %%%n",
          pictures.size(),
          100.0 * first / pictures.size(),
          100.0 * five / pictures.size());
    }
  }

  private static List<Picture> pictures(PackModel model, Path captions, Path folder)
      throws IOException {
    List<Picture> pictures = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    long begin = System.nanoTime();
    for (JsonNode entry : new ObjectMapper().readTree(captions.toFile()).get("pictures")) {
      String id = entry.get("id").asText();
      Path file =
          files.stream()
              .filter(f -> f.getFileName().toString().startsWith(id + "."))
              .findAny()
              .orElseThrow();
      ImageOutcome outcome = model.embedImages(List.of(file)).toCompletableFuture().join().get(0);
      if (outcome instanceof ImageOutcome.Seen seen) {
        pictures.add(new Picture(id, entry.get("caption").asText(), seen));
      } else {
        throw new IllegalStateException(id + ": " + outcome);
      }
    }
    System.out.printf(
        "%d pictures in %d ms%n", pictures.size(), (System.nanoTime() - begin) / 1_000_000);
    return pictures;
  }

  private static int rank(Picture wanted, List<Picture> pictures, PackModel model) {
    Embedding query = model.embedText(wanted.caption()).toCompletableFuture().join();
    double own = dot(query, wanted.seen().vector());
    return (int) pictures.stream().filter(p -> dot(query, p.seen().vector()) > own).count();
  }

  private static double dot(Embedding a, Embedding b) {
    float[] x = a.toFloats();
    float[] y = b.toFloats();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
