package dev.muninn.http.health;

import dev.muninn.catalog.PipelineCounts;
import dev.muninn.http.route.RequestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;

/** The gateway's numbers in the registry of the node. Names nobody, tags no path. */
public final class GatewayMetrics implements RequestObserver {
  private static final PipelineCounts.Intake NO_INTAKE = new PipelineCounts.Intake(true, "", 0, 0);
  private final PrometheusMeterRegistry registry;
  private final Counter uploadedBytes;
  private final AtomicReference<PipelineCounts> counts = new AtomicReference<>(none());

  public GatewayMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
    this.uploadedBytes =
        Counter.builder("muninn.upload.bytes").description("Bytes received").register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    pipelineGauge("accepted", PipelineCounts::accepted);
    pipelineGauge("ready", PipelineCounts::ready);
    pipelineGauge("waiting", PipelineCounts::waiting);
    pipelineGauge("running", PipelineCounts::running);
    pipelineGauge("failed", PipelineCounts::failed);
    pipelineGauge("quarantined", PipelineCounts::quarantined);
    pipelineGauge("trashed", PipelineCounts::trashed);
  }

  private static PipelineCounts none() {
    return new PipelineCounts(0, 0, 0, 0, 0, 0, 0, 0, List.of(), NO_INTAKE);
  }

  private void pipelineGauge(String status, ToLongFunction<PipelineCounts> number) {
    Gauge.builder("muninn.pipeline.items", counts, c -> number.applyAsLong(c.get()))
        .tag("status", status)
        .description("Items of all orgs by status")
        .register(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public void answered(String template, String method, int status, Duration took) {
    Timer.builder("muninn.http.requests")
        .tag("route", template)
        .tag("method", methodTag(method))
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  private static String methodTag(String method) {
    return List.of("GET", "HEAD", "POST", "DELETE").contains(method) ? method : "other";
  }

  /** Counts a finished upload: created, known or refused. */
  public void uploaded(String outcome, long bytes) {
    registry.counter("muninn.uploads", "outcome", outcome).increment();
    uploadedBytes.increment((double) bytes);
  }

  /** The counts that the gauges show until the next ones. */
  public void pipeline(List<PipelineCounts> ofAllOrgs) {
    counts.set(ofAllOrgs.stream().reduce(none(), GatewayMetrics::sum));
  }

  private static PipelineCounts sum(PipelineCounts a, PipelineCounts b) {
    return new PipelineCounts(
        Math.max(a.asOfLagMs(), b.asOfLagMs()),
        a.accepted() + b.accepted(),
        a.ready() + b.ready(),
        a.waiting() + b.waiting(),
        a.running() + b.running(),
        a.failed() + b.failed(),
        a.quarantined() + b.quarantined(),
        a.trashed() + b.trashed(),
        List.of(),
        NO_INTAKE);
  }
}
