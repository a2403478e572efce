/**
 * The command line. Talks to the HTTP API only ({@code up} and {@code models} apart, which work on
 * this machine's data folder); may use picocli, Jackson and {@code dev.muninn.media}.
 */
package dev.muninn.node.cli;
