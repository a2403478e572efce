package dev.muninn.ingest.integrity;

import java.time.Duration;

/** What every check needs; {@code freshness} blocks until the list of the items is up to date. */
record CheckTools(
    FileCheckStore store,
    JournaledItems items,
    ItemInspection inspection,
    StraySearch strays,
    LostAndFound lostAndFound,
    Mending mending,
    Stop stop,
    Runnable freshness,
    Duration repairWait) {}
