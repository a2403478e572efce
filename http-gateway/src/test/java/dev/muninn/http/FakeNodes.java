package dev.muninn.http;

import dev.muninn.catalog.ClusterNodes;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server and a worker; who was asked to leave is remembered. */
final class FakeNodes implements ClusterNodes {
  volatile Optional<String> drained = Optional.empty();

  @Override
  public CompletionStage<List<Node>> list() {
    return CompletableFuture.completedFuture(
        List.of(
            new Node(
                "server",
                "10.0.0.1:2848",
                List.of("core", "gateway"),
                "up",
                true,
                "1.2.3",
                OptionalInt.of(64),
                3,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Work(StageName.PREVIEW, 3, 40, 1200))),
            new Node(
                "worker",
                "10.0.0.3:2848",
                List.of("gpu"),
                "up",
                false,
                "1.2.3",
                OptionalInt.empty(),
                0,
                Optional.empty(),
                List.of(new Model("lite-1-384", Set.of("text", "image"), "cpu", 12.5)),
                List.of(new Lack("clip-1-512", "clip", "There is no pack called clip.")),
                List.of(
                    new Card(
                        "a card", OptionalInt.of(512), OptionalInt.of(8192), OptionalInt.empty())),
                List.of())));
  }

  @Override
  public CompletionStage<List<Notice>> notices() {
    return CompletableFuture.completedFuture(
        List.of(
            new Notice(
                Instant.parse("2026-01-02T00:00:00Z"), "server", "laptop", "is a stranger", 3)));
  }

  @Override
  public CompletionStage<Boolean> drain(String name) {
    drained = Optional.of(name);
    return CompletableFuture.completedFuture(name.equals("worker"));
  }
}
