package dev.muninn.catalog;

import java.time.LocalDate;

/** How many items fall on a day, or on the month that begins with {@code start}. */
public record TimelineBucket(LocalDate start, long count) {}
