/**
 * {@code muninn bench projection}: how long after its commit an event is visible in a view, and how
 * fast a projection catches up, beside Akka Projection on the same kind of journal.
 */
package dev.muninn.node.bench.projection;
