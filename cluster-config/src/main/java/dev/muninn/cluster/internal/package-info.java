/**
 * HTTPS between the nodes of a cluster: one port on which other modules mount what they offer,
 * mutual TLS, and the ways in (join, hello). May use Akka HTTP and akka-management.
 */
package dev.muninn.cluster.internal;
