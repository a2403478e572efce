/**
 * The search service: full text and vectors, their fusion, the filters, and why a hit matched. May
 * use {@code dev.muninn.query.view}, {@code .index}, {@code dev.muninn.search}, {@code .embedding}.
 */
package dev.muninn.query.search;
