package dev.muninn.gpu;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.blob.DerivedStore;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackOwners;
import dev.muninn.gpu.runtime.PackModel;
import dev.muninn.gpu.runtime.SimulatedModel;
import dev.muninn.gpu.worker.PackSupply;
import dev.muninn.gpu.worker.ProxySource;
import dev.muninn.gpu.worker.SharedProxies;
import dev.muninn.gpu.worker.WorkerModels;
import dev.muninn.gpu.worker.WorkerStart;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this module gives a node: the models (queries are embedded with them too), and the packs.
 * Close it when the node stops, after the actor system.
 *
 * @param pack the one that the configuration names, or that was active last
 * @param model its model
 */
public record GpuModule(String pack, EmbeddingModel model, LoadedModels models, ModelPacks packs)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GpuModule.class);

  /**
   * Loads the chosen pack (about a second for lite); blocking. Needs no actor system, so that a
   * node can do it while its database starts.
   *
   * @throws dev.muninn.gpu.pack.PackException with words for the user when the pack is no good
   */
  public static GpuModule load(GpuSettings settings) throws IOException {
    ModelPacks packs = new ModelPacks(settings.models());
    String name = settings.pack().isPresent() ? settings.pack().get() : packs.chosen();
    LoadedModels models = new LoadedModels(packs, loader(packs, settings), name);
    return new GpuModule(name, models.load(name), models, packs);
  }

  private static ModelLoader loader(ModelPacks packs, GpuSettings settings) {
    if (settings.simulatedDelay().isZero()) {
      return pack -> PackModel.load(packs.open(pack), settings.runtime());
    }
    LOG.warn("event=models-simulated words='vectors mean nothing: muninn.gpu.simulated-delay'");
    return pack -> new SimulatedModel(pack, settings.simulatedDelay());
  }

  /**
   * Embeds the pictures of the pipeline on this node, one of role gpu that has the small pictures
   * and sees which models are wanted.
   *
   * @param node the name under which this node's work is told
   */
  public void startWorker(
      ActorSystem<?> system, GpuSettings settings, DerivedStore derived, String node) {
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    WorkerStart.on(
        system, models::loaded, new SharedProxies(derived, blocking), settings.worker(), node);
  }

  /**
   * As the other one, on a node that has the small pictures from elsewhere, and is told which
   * models are wanted by who hands out the work.
   *
   * @param owners who may have a pack that is not here
   */
  public void startWorker(
      ActorSystem<?> system,
      GpuSettings settings,
      ProxySource proxies,
      PackOwners owners,
      String node) {
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    PackSupply supply =
        settings.fetchPacks() ? new FetchedPacks(packs, owners, blocking) : PackSupply.NONE;
    WorkerStart.on(
        system, WorkerModels.following(models, supply), proxies, settings.worker(), node);
  }

  @Override
  public void close() {
    models.close();
  }
}
