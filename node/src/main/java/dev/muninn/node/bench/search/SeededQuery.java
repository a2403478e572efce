package dev.muninn.node.bench.search;

/** A question, and what it is reported as. */
record SeededQuery(QueryKind kind, String text) {}
