package dev.muninn.http;

import dev.muninn.http.auth.SetupCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;

/**
 * A running gateway: where it listens, the code that makes the first admin (to be printed on the
 * host), and the registry for the numbers of other modules.
 */
public record Gateway(
    InetSocketAddress address,
    InetSocketAddress metricsAddress,
    SetupCode setupCode,
    MeterRegistry meters) {}
