package dev.muninn.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ProgramVersion;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Refusals.Refusal;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.cluster.trust.TrustFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose clock is wrong is let in, and both sides say so. */
class ClocksApartTest {
  private static final ProgramVersion VERSION = new ProgramVersion("3.1.0");
  private static final Duration FAST = Duration.ofMinutes(7);
  @TempDir Path folder;
  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void bothSidesNoteAClockThatIsAhead() throws InterruptedException {
    TrustFolder authority = TestTrust.begin(folder.resolve("server"));
    InternalServer server = serving(TestTrust.identity(authority));
    NodeIdentity laptop =
        TestTrust.identity(TestTrust.member(authority, folder.resolve("laptop"), "127.0.0.1"));
    ask(server, laptop, Clock.offset(Clock.systemUTC(), FAST));

    Refusal there = server.identity().refusals().last().get(0);
    assertEquals("laptop", there.peer());
    assertTrue(
        there.words().matches("its clock is 4(19|20) s ahead of this node's; .*NTP"), there::words);
    Refusal here = laptop.refusals().last().get(0);
    assertEquals("server", here.peer());
    assertTrue(
        here.words().matches("its clock is 4(19|20|21) s behind this node's; .*NTP"), here::words);
  }

  @Test
  void clocksThatAgreeAreNothingToNote() throws InterruptedException {
    TrustFolder authority = TestTrust.begin(folder.resolve("server"));
    InternalServer server = serving(TestTrust.identity(authority));
    NodeIdentity laptop =
        TestTrust.identity(TestTrust.member(authority, folder.resolve("laptop"), "127.0.0.1"));
    ask(server, laptop, Clock.systemUTC());
    assertEquals(List.of(), server.identity().refusals().last());
    assertEquals(List.of(), laptop.refusals().last());
  }

  @Test
  void aTimeToldBetweenQuestionAndAnswerIsGood() {
    assertEquals(Optional.empty(), ClocksApart.words(50_000, 40_000, 60_000));
    assertEquals(Optional.empty(), ClocksApart.words(65_000, 40_000, 60_000));
    assertEquals(Optional.empty(), ClocksApart.words(35_000, 40_000, 60_000));
    assertTrue(ClocksApart.words(65_001, 40_000, 60_000).orElseThrow().contains("5 s ahead"));
    assertTrue(ClocksApart.words(34_999, 40_000, 60_000).orElseThrow().contains("5 s behind"));
  }

  private InternalServer serving(NodeIdentity identity) {
    ClusterSettings settings = new ClusterSettings("127.0.0.1", "127.0.0.1", 0, 0, List.of());
    InternalServer server =
        InternalServer.bind(kit.system(), settings, identity).toCompletableFuture().join();
    HelloRoute.mount(server, kit.system(), VERSION, Clock.systemUTC());
    return server;
  }

  private static void ask(InternalServer server, NodeIdentity from, Clock clock)
      throws InterruptedException {
    ClusterSettings settings =
        new ClusterSettings(
            "127.0.0.3",
            "127.0.0.3",
            0,
            0,
            List.of(new ClusterSettings.ContactPoint("127.0.0.1", server.uri().getPort())));
    new Admission(from, VERSION, clock).ask(settings);
  }
}
