/** Alive, ready, and the numbers for Prometheus on a port of their own. May use micrometer. */
package dev.muninn.http.health;
