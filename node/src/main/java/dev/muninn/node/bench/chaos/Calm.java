package dev.muninn.node.bench.chaos;

/** No disturbance at all. */
final class Calm implements Disturbance {

  @Override
  public void run(Scene scene) {
    scene.pacer().open(scene.samples());
  }

  @Override
  public String said() {
    return "undisturbed";
  }
}
