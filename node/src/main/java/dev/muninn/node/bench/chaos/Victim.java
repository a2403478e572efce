package dev.muninn.node.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Who is killed. */
enum Victim {
  SERVER,
  /** The first process of PostgreSQL; its backends notice. */
  POSTMASTER,
  /** One of PostgreSQL's other processes; it throws all sessions out and recovers. */
  BACKEND,
  /** A child that decodes, ffmpeg where one runs. */
  DECODER,
  /** Everything at once. */
  ALL;

  /** Kills it; false when there is none just now. */
  boolean kill(ChaosNode node, Random random) {
    Optional<Postmaster> postmaster = Postmaster.of(node.data());
    return switch (this) {
      case SERVER -> {
        node.kill();
        yield true;
      }
      case POSTMASTER -> {
        node.disturb();
        yield postmaster.map(Postmaster::process).map(ProcessHandle::destroyForcibly).orElse(false);
      }
      case BACKEND -> {
        node.disturb();
        yield one(postmaster.map(Postmaster::children).orElse(List.of()), random);
      }
      case DECODER -> one(decoders(node), random);
      case ALL -> {
        List<ProcessHandle> decoders = decoders(node);
        node.kill();
        postmaster.ifPresent(Postmaster::kill);
        decoders.forEach(ProcessHandle::destroyForcibly);
        yield true;
      }
    };
  }

  private static boolean one(List<ProcessHandle> of, Random random) {
    return !of.isEmpty() && of.get(random.nextInt(of.size())).destroyForcibly();
  }

  /** The server's children that decode: those that run ffmpeg before idle ones. */
  private static List<ProcessHandle> decoders(ChaosNode node) {
    List<ProcessHandle> ffmpegs = children(node, "ffmpeg", "ffprobe");
    return ffmpegs.isEmpty() ? children(node, "java") : ffmpegs;
  }

  private static List<ProcessHandle> children(ChaosNode node, String... programs) {
    return node.handle()
        .descendants()
        .filter(child -> child.info().command().filter(c -> isOneOf(c, programs)).isPresent())
        .toList();
  }

  private static boolean isOneOf(String command, String... programs) {
    return Stream.of(programs).anyMatch(program -> command.endsWith("/" + program));
  }

  /** What a word of {@code --only} stands for; each as often as it is drawn. */
  static List<Victim> named(String word) {
    return switch (word) {
      case "server" -> List.of(SERVER);
      case "postgres" -> List.of(POSTMASTER, BACKEND);
      case "decoder" -> List.of(DECODER);
      case "all" -> drawn();
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Of ten kills: three of the server, two of everything, three of PostgreSQL, two decoders. */
  private static List<Victim> drawn() {
    List<Victim> all = new ArrayList<>(List.of(SERVER, SERVER, SERVER, ALL, ALL));
    all.addAll(List.of(POSTMASTER, POSTMASTER, BACKEND, DECODER, DECODER));
    return List.copyOf(all);
  }
}
