/**
 * What filters see of the items of a partition, as bitmaps over their numbers: a light fold of the
 * same events with the same code as the view. May use {@code dev.muninn.media}, {@code
 * dev.muninn.search}, {@code dev.muninn.hash}, the fold of {@code dev.muninn.query.view} and
 * RoaringBitmap.
 */
package dev.muninn.query.facet;
