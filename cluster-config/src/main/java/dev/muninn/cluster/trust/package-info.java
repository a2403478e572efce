/**
 * Who belongs to the cluster: its own certificate authority, the certificates of its nodes, the
 * tokens that invite one, and TLS made of them (docs/security.md, ADR 13). May use Bouncy Castle,
 * Typesafe config, Akka's plugs for TLS and for joining.
 */
package dev.muninn.cluster.trust;
