package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.internal.InternalServer;
import dev.muninn.gpu.worker.HttpProxies;
import dev.muninn.gpu.worker.ProxySource;
import dev.muninn.ingest.storage.FileDerivedStore;
import java.net.URI;

/**
 * Where a node that only embeds has its small pictures from: the folder {@code derived} of its data
 * folder where a share is mounted there, else the core nodes over the HTTPS between nodes.
 */
final class WorkerProxies {
  private WorkerProxies() {}

  static ProxySource of(ActorSystem<?> system, DataFolder data, InternalServer internal) {
    return new HttpProxies(
        FileDerivedStore.in(data.derived()),
        internal.identity().httpClient(),
        ClusterSettings.from(system.settings().config()).contactPoints().stream()
            .map(point -> URI.create("https://" + point.text()))
            .toList(),
        data.tmp().resolve("proxies"),
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher")));
  }
}
