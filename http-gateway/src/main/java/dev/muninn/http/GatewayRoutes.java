package dev.muninn.http;

import akka.stream.Materializer;
import dev.muninn.http.auth.AuthRoutes;
import dev.muninn.http.auth.People;
import dev.muninn.http.auth.SignIn;
import dev.muninn.http.events.EventRoutes;
import dev.muninn.http.health.GatewayMetrics;
import dev.muninn.http.health.HealthCheck;
import dev.muninn.http.health.HealthRoutes;
import dev.muninn.http.idempotency.Idempotency;
import dev.muninn.http.items.ContentRoutes;
import dev.muninn.http.items.EditRoutes;
import dev.muninn.http.items.MediaRoutes;
import dev.muninn.http.openapi.DocsRoutes;
import dev.muninn.http.openapi.OpenApiDocument;
import dev.muninn.http.operation.DigestRoutes;
import dev.muninn.http.operation.FileCheckRoutes;
import dev.muninn.http.operation.NodeRoutes;
import dev.muninn.http.operation.ProjectionRoutes;
import dev.muninn.http.operation.RebuildRoutes;
import dev.muninn.http.operation.SpaceRoutes;
import dev.muninn.http.pipeline.ControlRoutes;
import dev.muninn.http.pipeline.PipelineRoutes;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.RouteTable;
import dev.muninn.http.search.ByImageRoutes;
import dev.muninn.http.search.SearchLogRoutes;
import dev.muninn.http.search.SearchRoutes;
import dev.muninn.http.sources.SourceRoutes;
import dev.muninn.http.upload.Reception;
import dev.muninn.http.upload.UploadRoutes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** All routes of the gateway, and the document that is made of them. */
final class GatewayRoutes {
  private GatewayRoutes() {}

  /** Pools for work that blocks: files, and the database. */
  record Pools(Offload blocking, Offload database) {}

  static RouteTable table(
      GatewayPorts ports,
      SignIn signIn,
      Idempotency idempotency,
      GatewayMetrics metrics,
      List<HealthCheck> checks,
      Pools pools,
      Materializer materializer,
      HttpSettings settings,
      Clock clock,
      EventRoutes events,
      People people) {
    AtomicReference<byte[]> document = new AtomicReference<>(new byte[0]);
    UploadRoutes uploads =
        new UploadRoutes(
            ports.staging(),
            ports.intake(),
            idempotency,
            metrics,
            pools.blocking(),
            materializer,
            settings.maxUploadBytes(),
            clock);
    List<ApiRoute> all =
        Stream.of(
                new DocsRoutes(document::get, pools.blocking()).routes(),
                new HealthRoutes(checks).routes(),
                new AuthRoutes(signIn).routes(),
                uploads.routes(),
                new SourceRoutes(ports.imports(), ports.board()).routes(),
                new MediaRoutes(ports.catalog()).routes(),
                new EditRoutes(ports.edits(), ports.catalog()).routes(),
                new ContentRoutes(
                        ports.catalog(), ports.originals(), ports.derived(), pools.blocking())
                    .routes(),
                new SearchRoutes(ports.search()).routes(),
                byImage(ports, pools, materializer, settings).routes(),
                new SearchLogRoutes(ports.searchLog()).routes(),
                events.routes(),
                new ControlRoutes(ports.control()).routes(),
                new FileCheckRoutes(ports.fileChecks()).routes(),
                new ProjectionRoutes(ports.projections()).routes(),
                new RebuildRoutes(ports.rebuilds(), clock).routes(),
                new DigestRoutes(ports.digests()).routes(),
                new SpaceRoutes(ports.spaces()).routes(),
                new NodeRoutes(ports.nodes()).routes(),
                new PipelineRoutes(
                        ports.board(), ports.imports(), ports.index(), people, pools.blocking())
                    .routes())
            .flatMap(List::stream)
            .toList();
    RouteTable table = new RouteTable(all);
    document.set(OpenApiDocument.of(table.routes(), version()));
    return table;
  }

  private static String version() {
    String packaged = GatewayRoutes.class.getPackage().getImplementationVersion();
    return packaged == null ? "0.1.0" : packaged;
  }

  private static ByImageRoutes byImage(
      GatewayPorts ports, Pools pools, Materializer materializer, HttpSettings settings) {
    long most = Math.min(settings.maxUploadBytes(), ByImageRoutes.MAX_BYTES);
    return new ByImageRoutes(
        new Reception(ports.staging(), pools.blocking(), materializer, most),
        ports.staging(),
        ports.pictures(),
        ports.search(),
        pools.blocking());
  }
}
