package dev.muninn.node.replay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.NodeRole;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks the members with role query. */
final class MemberRebuilds implements OtherRebuilds {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ActorSystem<?> system;

  MemberRebuilds(ActorSystem<?> system) {
    this.system = system;
  }

  @Override
  public Set<String> names() {
    return members().flatMap(MemberRebuilds::name).collect(Collectors.toSet());
  }

  private static Stream<String> name(Member member) {
    return member.getRoles().stream()
        .filter(role -> role.startsWith(ClusterConfig.NAME_ROLE))
        .map(role -> role.substring(ClusterConfig.NAME_ROLE.length()));
  }

  @Override
  public CompletionStage<List<Told>> start(String rebuildId) {
    return all(replyTo -> new RebuildSignal.Start(rebuildId, replyTo));
  }

  @Override
  public CompletionStage<List<Told>> find(String rebuildId) {
    return all(replyTo -> new RebuildSignal.Find(rebuildId, replyTo));
  }

  @Override
  public CompletionStage<List<Told>> latest() {
    return all(RebuildSignal.Latest::new);
  }

  private CompletionStage<List<Told>> all(Function<ActorRef<Told>, RebuildSignal> question) {
    List<CompletableFuture<Optional<Told>>> asked =
        hosts().stream().map(host -> asked(host, question)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> asked.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  private CompletableFuture<Optional<Told>> asked(
      ActorRef<RebuildSignal> host, Function<ActorRef<Told>, RebuildSignal> question) {
    return AskPattern.<RebuildSignal, Told>ask(host, question::apply, PATIENCE, system.scheduler())
        .thenApply(Optional::of)
        .exceptionally(late -> Optional.empty())
        .toCompletableFuture();
  }

  private Stream<Member> members() {
    Cluster cluster = Cluster.get(system);
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> !member.equals(cluster.selfMember()))
        .filter(member -> member.status().equals(MemberStatus.up()))
        .filter(member -> member.hasRole(NodeRole.QUERY.word()));
  }

  private List<ActorRef<RebuildSignal>> hosts() {
    Cluster cluster = Cluster.get(system);
    return members()
        .filter(member -> !cluster.state().getUnreachable().contains(member))
        .map(this::host)
        .toList();
  }

  private ActorRef<RebuildSignal> host(Member member) {
    return ActorRefResolver.get(system)
        .resolveActorRef(member.address() + "/system/" + RebuildHost.ACTOR);
  }
}
