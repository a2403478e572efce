package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.internal.InternalServer;
import dev.muninn.gpu.pack.PackOwners;
import dev.muninn.gpu.worker.HttpProxies;
import dev.muninn.gpu.worker.ProxySource;
import dev.muninn.ingest.storage.FileDerivedStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/**
 * What a node that only embeds has from the core nodes, over the HTTPS between nodes.
 *
 * @param client that they answer
 * @param addresses {@code https://host:port} of the contact points
 */
record CoreNodes(HttpClient client, List<URI> addresses) {
  static CoreNodes of(ActorSystem<?> system, InternalServer internal) {
    return new CoreNodes(
        internal.identity().httpClient(),
        ClusterSettings.from(system.settings().config()).contactPoints().stream()
            .map(point -> URI.create("https://" + point.text()))
            .toList());
  }

  /** Small pictures; those of the folder {@code derived} where a share is mounted there. */
  ProxySource proxies(ActorSystem<?> system, DataFolder data) {
    return new HttpProxies(
        FileDerivedStore.in(data.derived()),
        client,
        addresses,
        data.tmp().resolve("proxies"),
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher")));
  }

  PackOwners packs() {
    return new PackOwners(client, addresses);
  }
}
