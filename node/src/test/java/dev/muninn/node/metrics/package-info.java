/** The numbers of a node, scraped. */
package dev.muninn.node.metrics;
