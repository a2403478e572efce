/**
 * Items and their files: lists, facts, originals with byte ranges, derived files. May use the ports
 * of the catalogue and of the storage.
 */
package dev.muninn.http.items;
