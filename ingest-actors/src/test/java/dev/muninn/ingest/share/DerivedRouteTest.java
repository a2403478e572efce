package dev.muninn.ingest.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.blob.DerivedHttp;
import dev.muninn.blob.DerivedStore;
import dev.muninn.cluster.internal.Peer;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.storage.FileDerivedStore;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedRouteTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final DerivedKey KEY =
      DerivedKey.of(
          new OrgId("home"), new MediaId("m".repeat(26)), new RunId("r".repeat(26)), "proxy.jpg");
  @TempDir private Path root;

  private HttpResponse answer(HttpRequest request) {
    return new DerivedRoute(FileDerivedStore.in(root), Runnable::run)
        .serve(request, new Peer("worker"))
        .toCompletableFuture()
        .join();
  }

  private HttpResponse get(String path) {
    return answer(HttpRequest.GET("https://server:1" + path));
  }

  @Test
  void givesAFileAndItsHash() throws IOException {
    Path file = root.resolve(KEY.value());
    Files.createDirectories(file.getParent());
    Files.write(file, BYTES);
    HttpResponse answer = get("/derived/" + KEY.value());
    assertEquals(200, answer.status().intValue());
    assertEquals(
        HexFormat.of().formatHex(Blake3.hash(BYTES)),
        answer.getHeader(DerivedHttp.HASH_HEADER).orElseThrow().value());
    assertEquals(3, ((HttpEntity.Strict) answer.entity()).getData().size());
  }

  @Test
  void saysThatAFileIsMissing() {
    assertEquals(404, get("/derived/" + KEY.value()).status().intValue());
  }

  /** A mount point without its mount, and one that answers with errors. */
  @Test
  void saysThatItCannotSeeWhereTheStoreIsAway() throws IOException {
    DerivedStore away =
        new DerivedStore() {
          private final DerivedStore empty = FileDerivedStore.in(root);

          @Override
          public boolean isThere() {
            return false;
          }

          @Override
          public Path path(DerivedKey key) {
            return empty.path(key);
          }

          @Override
          public void adopt(Path finished, DerivedKey key) throws IOException {
            empty.adopt(finished, key);
          }

          @Override
          public void discard(DerivedKey key) throws IOException {
            empty.discard(key);
          }

          @Override
          public Workbench workbench() throws IOException {
            return empty.workbench();
          }
        };
    assertAway(away);
    // a folder in the file's place cannot be read: an error that is not "no such file"
    Files.createDirectories(root.resolve(KEY.value()));
    assertAway(away);
  }

  private static void assertAway(DerivedStore store) {
    HttpResponse answer =
        new DerivedRoute(store, Runnable::run)
            .serve(HttpRequest.GET("https://server:1/derived/" + KEY.value()), new Peer("worker"))
            .toCompletableFuture()
            .join();
    assertEquals(503, answer.status().intValue());
    String words = ((HttpEntity.Strict) answer.entity()).getData().utf8String();
    assertTrue(words.contains("the store is away on this node"), words);
  }

  @Test
  void opensNothingThatIsNoKey() throws IOException {
    Files.write(root.resolve("secret"), BYTES);
    for (String path : new String[] {"/derived/secret", "/derived/../secret", "/derived", "/x"}) {
      assertTrue(get(path).status().intValue() >= 400, path);
    }
    assertEquals(
        400,
        answer(HttpRequest.POST("https://server:1/derived/" + KEY.value())).status().intValue());
  }
}
