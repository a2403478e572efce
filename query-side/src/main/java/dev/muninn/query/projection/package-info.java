/**
 * From events to what is read: the media view and the vector index. May use {@code
 * dev.muninn.query.view}, {@code .index}, the signals, the journal reader and akka-stream.
 */
package dev.muninn.query.projection;
