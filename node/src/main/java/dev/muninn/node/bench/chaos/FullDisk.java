package dev.muninn.node.bench.chaos;

import dev.muninn.node.bench.ApiUser;
import dev.muninn.node.bench.mounts.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The disk of the data folder fills up under load: first below the floor, where uploads are refused
 * with 507 and everything can still be read, then to the last byte; then there is room again.
 */
final class FullDisk implements Disturbance {
  private static final int LOW_SECONDS = 20;
  private static final int FULL_SECONDS = 10;
  private static final int ASK_MS = 250;
  private static final int NO_ROOM = 507;

  private final SmallDisk disk;
  private final Sample probe;
  private int refused;
  private int reads;

  /**
   * @param probe a file that is sent again and again while the disk is low
   */
  FullDisk(SmallDisk disk, Sample probe) {
    this.disk = disk;
    this.probe = probe;
  }

  @Override
  public Path place(Path folder) {
    return disk.place();
  }

  @Override
  public void run(Scene scene) throws IOException, InterruptedException {
    scene.send(1, 3);
    disk.fillBelowFloor();
    scene.findings().at("the disk is below its floor");
    scene.pacer().open(scene.samples() * 2 / 3);
    low(scene);
    scene.findings().at("the disk is full");
    disk.fill();
    TimeUnit.SECONDS.sleep(FULL_SECONDS);
    disk.empty();
    scene.findings().at("after room was made");
    scene.pacer().open(scene.samples());
  }

  private void low(Scene scene) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOW_SECONDS);
    while (System.nanoTime() < end) {
      ApiUser.Answer upload = scene.api().upload(probe, Optional.empty());
      refused += upload.status() == NO_ROOM ? 1 : 0;
      if (upload.good()) {
        scene.findings().add("an upload was accepted below the floor: " + upload);
      }
      ApiUser.Answer list = scene.api().get("/media?limit=5");
      reads += list.good() ? 1 : 0;
      if (!list.good()) {
        scene.findings().add("nothing can be read: " + list);
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MS);
    }
    if (refused == 0) {
      scene.findings().add("no upload was refused with 507");
    }
  }

  @Override
  public String said() {
    return "%d s below the floor (%d uploads refused with 507, %d reads answered), %d s full"
        .formatted(LOW_SECONDS, refused, reads, FULL_SECONDS);
  }
}
