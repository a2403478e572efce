package dev.muninn.http.health;

import dev.muninn.http.route.RequestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;

/** The gateway's numbers in the registry of the node. Names nobody, tags no path. */
public final class GatewayMetrics implements RequestObserver {
  private final PrometheusMeterRegistry registry;
  private final Counter uploadedBytes;

  public GatewayMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
    this.uploadedBytes =
        Counter.builder("muninn.upload.bytes").description("Bytes received").register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
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
}
