/** Ports of the read side and of imports, as the gateway sees them. */
package dev.muninn.catalog;
