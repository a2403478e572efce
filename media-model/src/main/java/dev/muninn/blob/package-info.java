/** Ports of the storage: staging area, pool, derived files. */
package dev.muninn.blob;
