/**
 * The values that every module speaks of: ids, hashes, kinds, facts, segments. May use Jackson
 * annotations.
 */
package dev.muninn.media;
