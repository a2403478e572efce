/**
 * What a node is: its roles, its settings, its data folder, its configuration. May use Typesafe
 * config.
 */
package dev.muninn.cluster;
