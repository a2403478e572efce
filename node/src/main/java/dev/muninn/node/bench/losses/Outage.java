package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.ApiUser.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One node cannot use a disk for a while: what must be seen of it meanwhile, of the others, and
 * afterwards. Of one thread.
 */
final class Outage {
  private static final Duration LASTS = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int POLL_MS = 500;
  private static final int TRIES = 20;

  /** Beyond the pictures of all senders. */
  private static final long FIRST = 900_000;

  /** Of a sender that gives the node something to have in hand, and how long it does so. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration PRESSED = Duration.ofSeconds(2);
  private static final long APART = 10_000;

  private final LossCluster cluster;
  private final LossNode node;
  private final Goals goals;
  private final List<Sender> senders;
  private final Load load;
  private final List<String> others;
  private final List<String> taken = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private long number = FIRST;
  private String shown = "";
  private String words = "";

  /**
   * What is out.
   *
   * @param uploads the status that uploads to the node get
   * @param files the status that the node answers with when it is asked for a file of an item, and
   *     whether it is ready
   * @param resting the stages that the node leaves to others
   */
  record Kind(String what, int uploads, int files, Set<String> resting) {
    Kind {
      resting = Set.copyOf(resting);
    }
  }

  /** Takes the disk away. */
  interface Begin {
    void run() throws IOException;
  }

  /**
   * @param senders who are entered that it starts itself
   */
  Outage(LossCluster cluster, LossNode node, Goals goals, List<Sender> senders) {
    this.cluster = cluster;
    this.node = node;
    this.goals = goals;
    this.senders = senders;
    this.load = new Load(cluster);
    this.others = cluster.urlsBut(node);
  }

  /** Has an item taken in and shown, by the node itself. */
  void before() throws IOException, InterruptedException {
    awaitUpload(200, 201);
    shown = taken.get(taken.size() - 1);
    goals.correct("before: items become ready", ready(), notReady() == 0);
    Set<String> all = Set.of("store", "describe", "preview");
    awaitSteps(all, 0);
  }

  /** Begins it while uploads and work on them are in hand. */
  void during(Kind kind, Begin begin) throws IOException, InterruptedException {
    wrong.clear();
    Sender pressing = pressing();
    begin.run();
    double noticed = awaitUpload(kind.uploads(), kind.uploads());
    pressing.stop();
    long begun = atRest(kind.resting());
    long elsewhere = elsewhere(kind.resting());
    long end = System.nanoTime() + LASTS.toNanos();
    while (System.nanoTime() < end) {
      refused(kind);
      read(kind);
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    goals.correct(
        kind.what() + ": uploads to it are refused with " + kind.uploads() + ", others take them",
        wrong.isEmpty()
            ? String.format(Locale.ROOT, "after %.1f s: %s", noticed, words)
            : wrong.size() + ": " + wrong.get(0),
        wrong.isEmpty() && !words.isBlank());
    goals.correct(kind.what() + ": everything becomes ready", ready(), notReady() == 0);
    long itself = load.steps(kind.resting()).get(node.seat().name()) - begun;
    long byOthers = elsewhere(kind.resting()) - elsewhere;
    goals.correct(
        kind.what() + ": its work moves elsewhere",
        "%d steps by itself, %d by others".formatted(itself, byOthers),
        itself == 0 && byOthers > 0);
  }

  private Sender pressing() throws InterruptedException {
    List<String> urls = new ArrayList<>(List.of(node.seat().url()));
    urls.addAll(others);
    long first = FIRST + APART * (senders.size() + 1);
    Sender one =
        Sender.start(cluster.client(), Sender.Manners.PATIENT_WITHOUT_ROOM, urls, first, PAUSE);
    senders.add(one);
    TimeUnit.MILLISECONDS.sleep(PRESSED.toMillis());
    return one;
  }

  void after(String what) throws IOException, InterruptedException {
    Set<String> all = Set.of("store", "describe", "preview");
    long before = load.steps(all).get(node.seat().name());
    double uploads = awaitUpload(200, 201);
    double works = awaitSteps(all, before);
    goals.correct(
        what + ": the node takes uploads, and works on files",
        String.format(Locale.ROOT, "after %.1f s, and %.1f s more", uploads, works),
        true);
  }

  /** Sends to the node until it answers like this; seconds. */
  private double awaitUpload(int status, int orStatus) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Answer answer = send(node.seat().url());
    while (answer.status() != status && answer.status() != orStatus) {
      patient(begin, "uploads were answered with " + answer);
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      answer = send(node.seat().url());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void patient(long begin, String seen) throws IOException {
    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
      throw new IOException(seen + " for " + PATIENCE.toSeconds() + " s");
    }
  }

  /** A picture that was not sent before. */
  private Answer send(String url) throws IOException, InterruptedException {
    return send(url, number++);
  }

  private Answer send(String url, long picture) throws IOException, InterruptedException {
    Answer answer = cluster.client().upload(url, picture, PATIENCE);
    if (answer.good()) {
      taken.add(answer.body().path("mediaId").asText());
    }
    return answer;
  }

  /** Waits until the node has nothing of these stages in hand; how many steps it had finished. */
  private long atRest(Set<String> stages) throws IOException, InterruptedException {
    String name = node.seat().name();
    long begin = System.nanoTime();
    long last = -1;
    long now = load.steps(stages).get(name);
    while (now != last || load.leases(stages).get(name) > 0) {
      patient(begin, node.seat().name() + " goes on with " + stages);
      TimeUnit.SECONDS.sleep(2);
      last = now;
      now = load.steps(stages).get(name);
    }
    return now;
  }

  private long elsewhere(Set<String> stages) throws IOException, InterruptedException {
    return load.steps(stages).entrySet().stream()
        .filter(one -> !one.getKey().equals(node.seat().name()))
        .mapToLong(java.util.Map.Entry::getValue)
        .sum();
  }

  /** One more picture, which the node refuses and another one takes. */
  private void refused(Kind kind) throws IOException, InterruptedException {
    Answer answer = send(node.seat().url());
    if (answer.status() == kind.uploads()) {
      words = answer.body().path("detail").asText();
    } else {
      wrong.add("it answered " + answer);
    }
    Answer other = send(others.get((int) (number % others.size())), number - 1);
    for (int i = 0; !other.good() && i < TRIES; i++) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      other = send(others.get(i % others.size()), number - 1);
    }
    if (!other.good()) {
      wrong.add("no other took it: " + other);
    }
  }

  /** The list of the node answers always, files as long as it has them. */
  private void read(Kind kind) throws IOException, InterruptedException {
    String url = node.seat().url();
    List<String> files = List.of("/media/" + shown + "/stream", "/media/" + shown + "/thumbnail");
    Answer list = cluster.client().get(url, "/media?limit=5");
    if (!list.good()) {
      wrong.add("nothing can be listed: " + list);
    }
    Answer ready = cluster.client().ready(url);
    if (ready.status() != kind.files()) {
      wrong.add("whether it is ready is answered with " + ready);
    }
    for (String path : files) {
      Answer file = cluster.client().get(url, path);
      if (file.status() != kind.files()) {
        wrong.add(path + " is answered with " + file);
      }
    }
  }

  /** Waits for all that was taken; how many of them are ready. */
  private String ready() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long left = notReady();
    while (left > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      left = notReady();
    }
    return "%d of %d".formatted(taken.size() - left, taken.size());
  }

  private long notReady() throws IOException, InterruptedException {
    long left = 0;
    for (String item : taken) {
      String status =
          cluster.client().get(others.get(0), "/media/" + item).body().path("status").asText();
      left += status.equals("ready") ? 0 : 1;
    }
    return left;
  }

  /** Sends to the node until it has finished more steps than these; seconds. */
  private double awaitSteps(Set<String> stages, long than)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (load.steps(stages).get(node.seat().name()) <= than) {
      patient(begin, node.seat().name() + " works on no files");
      send(node.seat().url());
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
