/**
 * The benchmark of lost nodes: three core nodes as processes with certificates, one PostgreSQL,
 * uploads all the while; nodes are killed, cut off, restarted one after the other, lose their
 * disks, and the database goes away. It looks from outside only: by HTTP, at the logs, and at the
 * journal's rows.
 */
package dev.muninn.node.bench.losses;
