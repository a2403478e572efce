package dev.muninn.http;

import dev.muninn.http.auth.SetupCode;
import java.net.InetSocketAddress;

/**
 * A running gateway: where it listens, and the code that makes the first admin (to be printed on
 * the host).
 */
public record Gateway(
    InetSocketAddress address, InetSocketAddress metricsAddress, SetupCode setupCode) {}
