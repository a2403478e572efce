/**
 * Where shards of entities lie, how they leave a node that is about to end, and how an entity is
 * asked that may just be moving. May use Akka's sharding and membership.
 */
package dev.muninn.cluster.shard;
