package dev.muninn.http.health;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Something the node needs: {@code probe} completes when it is there and fails when it is not. It
 * is given two seconds.
 */
public record HealthCheck(String name, Supplier<CompletionStage<?>> probe) {}
