/**
 * Model packs: a folder with a manifest, its files with their checksums, where they come from. May
 * use {@code dev.muninn.embedding} and Jackson.
 */
package dev.muninn.gpu.pack;
