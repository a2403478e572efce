package dev.muninn.node.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL stands still for a while, in the middle of the load, as with a disk that hangs: its
 * connections stay open and nobody answers. The node must say so, and go on afterwards.
 */
final class DatabaseStop implements Disturbance {
  private static final int NOTICE_SECONDS = 8;
  private static final int ASK_MS = 250;

  private final int seconds;
  private double toldAfter = -1;
  private double backAfter = -1;

  DatabaseStop(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public void run(Scene scene) throws IOException, InterruptedException {
    scene.send(1, 3);
    Postmaster postmaster =
        Postmaster.of(scene.node().data())
            .orElseThrow(() -> new IOException("no PostgreSQL is running"));
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.process()));
    all.addAll(postmaster.children());
    Signals.send("STOP", all);
    scene.findings().at("the database stands still");
    scene.pacer().open(scene.samples() * 2 / 3);
    try {
      standStill(scene);
    } finally {
      Signals.send("CONT", all);
    }
    scene.findings().at("after the database went on");
    comeBack(scene);
    scene.pacer().open(scene.samples());
  }

  private void standStill(Scene scene) throws InterruptedException {
    long begin = System.nanoTime();
    while (since(begin) < seconds) {
      boolean ready = scene.api().ready();
      if (!ready && toldAfter < 0) {
        toldAfter = since(begin);
      }
      if (ready && since(begin) > NOTICE_SECONDS) {
        scene.findings().add("the node says that it is ready without its database");
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
    }
  }

  private void comeBack(Scene scene) throws InterruptedException {
    long begin = System.nanoTime();
    while (!scene.api().ready()) {
      if (since(begin) > seconds + 60) {
        scene.findings().add("the node does not get ready again");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
    }
    backAfter = since(begin);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public String said() {
    return "the database stood still for %d s: not ready after %.1f s, ready %.1f s after its return"
        .formatted(seconds, toldAfter, backAfter);
  }
}
