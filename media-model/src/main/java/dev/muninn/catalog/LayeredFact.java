package dev.muninn.catalog;

import dev.muninn.media.FactLayer;

/** A fact with the layer it comes from. */
public record LayeredFact(FactLayer layer, String name, String value) {}
