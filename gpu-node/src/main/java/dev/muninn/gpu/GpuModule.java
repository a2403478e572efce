package dev.muninn.gpu;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import dev.muninn.blob.DerivedStore;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.runtime.PackModel;
import dev.muninn.gpu.worker.EmbeddingWorker;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this module gives a node: the model (queries are embedded with it too), and the packs.
 *
 * @param model close it when the node stops, after the actor system
 */
public record GpuModule(EmbeddingModel model, ModelPacks packs) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GpuModule.class);

  /**
   * Loads the chosen pack (about a second for lite); blocking. Needs no actor system, so that a
   * node can do it while its database starts.
   *
   * @throws dev.muninn.gpu.pack.PackException with words for the user when the pack is no good
   */
  public static GpuModule load(GpuSettings settings) throws IOException {
    long begin = System.nanoTime();
    ModelPacks packs = new ModelPacks(settings.models());
    String name = settings.pack().isPresent() ? settings.pack().get() : packs.chosen();
    ModelPack pack = packs.open(name);
    EmbeddingModel model = PackModel.load(pack, settings.runtime());
    LOG.info(
        "event=model-loaded space={} elapsedMs={}",
        model.space().id(),
        (System.nanoTime() - begin) / 1_000_000);
    return new GpuModule(model, packs);
  }

  /**
   * Embeds the pictures of the pipeline on this node, one of role gpu.
   *
   * @param node the name under which this node's work is told
   */
  public void startWorker(
      ActorSystem<?> system, GpuSettings settings, DerivedStore derived, String node) {
    system.systemActorOf(
        EmbeddingWorker.create(model, derived, settings.worker(), node, Clock.systemUTC()),
        "embedding-worker",
        Props.empty());
  }

  @Override
  public void close() {
    model.close();
  }
}
