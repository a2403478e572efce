/**
 * Vectors in primitive arrays and what searches them: the slots, the exact scan, the HNSW graph
 * (Malkov and Yashunin, 2018) with its walk and its building. Knows item numbers, no ids and no
 * events. May use {@code .kernel} and RoaringBitmap.
 */
package dev.muninn.query.index.graph;
