package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.ByteRange;
import akka.http.javadsl.model.headers.Range;
import akka.http.javadsl.model.headers.RangeUnits;
import dev.muninn.cluster.internal.Peer;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackManifest;
import dev.muninn.gpu.pack.PackShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker that lacks a pack is answered. */
class PackRouteTest {
  private static final long PATIENCE_MS = 10_000;
  @TempDir private Path folder;
  private ActorTestKit kit;
  private PackRoute route;

  @BeforeEach
  void start() {
    kit = ActorTestKit.create();
    route = new PackRoute(new PackShare(new ModelPacks(folder)), Runnable::run);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private HttpResponse answer(HttpRequest request) {
    return route.serve(request, new Peer("worker")).toCompletableFuture().join();
  }

  private static HttpRequest get(String path) {
    return HttpRequest.GET("https://server:1" + path);
  }

  private static HttpRequest from(HttpRequest request, long byteNumber) {
    return request.addHeader(
        Range.create(RangeUnits.BYTES, ByteRange.createFromOffset(byteNumber)));
  }

  private byte[] bytes(HttpResponse response) {
    return response
        .entity()
        .toStrict(PATIENCE_MS, kit.system())
        .toCompletableFuture()
        .join()
        .getData()
        .toArray();
  }

  @Test
  void givesAFileWholeOrFromAByteOn() throws IOException {
    HttpRequest manifest = get("/packs/lite/pack.json");
    HttpResponse whole = answer(manifest);
    assertEquals(200, whole.status().intValue());
    byte[] json = bytes(whole);
    assertEquals("lite", PackManifest.parse(json, "a test").name());
    HttpResponse rest = answer(from(manifest, 100));
    assertEquals(206, rest.status().intValue());
    assertArrayEquals(Arrays.copyOfRange(json, 100, json.length), bytes(rest));
    assertEquals(416, answer(from(manifest, json.length)).status().intValue());
  }

  @Test
  void givesNothingElse() {
    for (String path : new String[] {"/packs/lite/chosen", "/packs/none/pack.json"}) {
      assertEquals(404, answer(get(path)).status().intValue(), path);
    }
    for (HttpRequest wrong :
        new HttpRequest[] {
          get("/packs/lite"),
          get("/packs"),
          HttpRequest.POST("https://server:1/packs/lite/pack.json")
        }) {
      assertEquals(400, answer(wrong).status().intValue(), wrong.toString());
    }
  }
}
