package dev.muninn.gpu.pack;

/** Under which terms a part of a pack may be used, and where it comes from. */
public record Licence(String part, String licence, String source) {}
