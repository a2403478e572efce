package dev.muninn.node.bench.chaos;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills as often as it is told, each time after the node has answered again and has work, and then
 * after a random while; one kill of eight comes at any moment, also while the node still starts.
 */
final class Killer implements Disturbance {
  private static final int BACK_SECONDS = 180;
  private static final int WORK_SECONDS = 5;
  private static final int MOMENT_MS = 1500;
  private static final int START_MS = 6000;
  private static final int EARLY = 8;
  private static final int TRIES = 1000;

  private final List<Victim> victims;
  private final Random random;
  private final int kills;
  private final Map<Victim, Integer> done = new EnumMap<>(Victim.class);
  private int atWork;
  private long begin;

  Killer(List<Victim> victims, Random random, int kills) {
    this.victims = victims;
    this.random = random;
    this.kills = kills;
  }

  /** Kills, and lets a part of the samples pass between two kills; in the end all of them. */
  @Override
  public void run(Scene scene) throws IOException, InterruptedException {
    begin = System.nanoTime();
    for (int i = 1; i <= kills; i++) {
      Victim victim = victims.get(random.nextInt(victims.size()));
      boolean early = i > 1 && random.nextInt(EARLY) == 0;
      int moment = random.nextInt(early ? START_MS : MOMENT_MS);
      if (!early && !back(scene)) {
        break;
      }
      scene.pacer().open(scene.samples() * i / (kills + 1));
      if (!early) {
        scene.watch().awaitWork(WORK_SECONDS);
      }
      TimeUnit.MILLISECONDS.sleep(moment);
      kill(scene, i, victim);
    }
    scene.pacer().open(scene.samples());
  }

  private boolean back(Scene scene) throws IOException, InterruptedException {
    boolean answers = scene.watch().awaitAnswer(BACK_SECONDS);
    scene.node().note(("%.2f s: answers " + answers).formatted(seconds()));
    if (!answers) {
      scene.findings().add("the node does not answer " + BACK_SECONDS + " s after the kill");
    }
    return answers;
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private void kill(Scene scene, int number, Victim victim)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      LawWatch.Counts counts = scene.watch().last();
      if (victim.kill(scene.node(), random)) {
        String moment = "kill %d, %s, at %.2f s, %s".formatted(number, victim, seconds(), counts);
        scene.findings().at(moment);
        scene.node().note(moment);
        atWork += counts.open() > 0 ? 1 : 0;
        done.merge(victim, 1, Integer::sum);
        return;
      }
      // there is none just now: the next one
      TimeUnit.MILLISECONDS.sleep(10);
    }
    scene.findings().add("no " + victim + " was found to be killed");
  }

  @Override
  public Map<Victim, Integer> killed() {
    return Map.copyOf(done);
  }

  @Override
  public String said() {
    return "kills " + done + " (" + atWork + " with work in flight)";
  }
}
