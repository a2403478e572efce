/**
 * Where shards of entities lie, and how they leave a node that is about to end. May use Akka's
 * sharding and membership.
 */
package dev.muninn.cluster.shard;
