package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** PostgreSQL stands still for a while, and is stopped for a while, while pictures are sent. */
final class DatabaseRound implements Round {
  private static final Duration NOTICE = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ASK_MS = 500;

  private final Duration away;

  DatabaseRound(Duration away) {
    this.away = away;
  }

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    Load load = new Load(cluster);
    load.items(6);
    List<Sender> senders = load.senders();
    LossDatabase database = cluster.database();
    TimeUnit.SECONDS.sleep(3);

    database.standStill();
    without("stands still (SIGSTOP)", cluster, goals);
    database.goOn();
    comeBack("it goes on", cluster, goals);

    database.stop();
    without("is stopped", cluster, goals);
    database.startAgain();
    comeBack("its start", cluster, goals);

    TimeUnit.SECONDS.sleep(3);
    goals.say(
        "    sent again: "
            + senders.stream().mapToInt(Sender::repeated).sum()
            + ", and "
            + senders.stream().mapToInt(Sender::beyondRetries).sum()
            + " that four attempts did not bring through");
    new Aftermath(cluster, goals).judge(senders);
  }

  /** Every node must say that it is not ready, and why, as long as the database is away. */
  private void without(String how, LossCluster cluster, Goals goals)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Set<String> silent = new LinkedHashSet<>(cluster.urls());
    List<String> wrong = new ArrayList<>();
    String words = "";
    while (System.nanoTime() - begin < away.toNanos()) {
      for (String url : cluster.urls()) {
        ApiUser.Answer answer = readiness(cluster, url);
        boolean named = answer.status() == 503 && answer.body().toString().contains("database");
        if (named) {
          silent.remove(url);
          words = answer.body().toString();
        } else if (System.nanoTime() - begin > NOTICE.toNanos()) {
          wrong.add(url + " answered " + answer.status());
        }
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
    }
    goals.correct(
        "the database " + how + ": every node says so",
        silent.isEmpty() ? abridged(words) : silent + " did not",
        silent.isEmpty());
    goals.none("node calls itself ready without it", wrong);
  }

  private static String abridged(String words) {
    return words.length() > 160 ? words.substring(0, 160) + "…" : words;
  }

  private static ApiUser.Answer readiness(LossCluster cluster, String url)
      throws InterruptedException {
    try {
      return cluster.client().ready(url);
    } catch (IOException gone) {
      return new ApiUser.Answer(0, com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }
  }

  private static void comeBack(String what, LossCluster cluster, Goals goals)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Set<String> waiting = new LinkedHashSet<>(cluster.urls());
    while (!waiting.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      for (String url : List.copyOf(waiting)) {
        if (readiness(cluster, url).status() == 200) {
          waiting.remove(url);
        }
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
    }
    goals.correct(
        "all are ready again after " + what,
        "%.1f s%s"
            .formatted(
                (System.nanoTime() - begin) / 1e9, waiting.isEmpty() ? "" : ", not " + waiting),
        waiting.isEmpty());
  }
}
