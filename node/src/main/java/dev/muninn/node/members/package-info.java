/**
 * The nodes of the cluster: what each says of itself, the list that operators see, and how one is
 * asked to leave.
 */
package dev.muninn.node.members;
