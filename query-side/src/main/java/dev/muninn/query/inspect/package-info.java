/**
 * How well the search does: the log of searches that found nothing or were slow, and the estimate
 * of the index's recall. May use {@code .index}, the search's ports and SQL.
 */
package dev.muninn.query.inspect;
