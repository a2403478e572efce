/**
 * The gateway: its settings, its ports, all its routes, the server. May use every {@code .http.*}.
 */
package dev.muninn.http;
