/**
 * Operating the node: rebuilds, digests, checks of the files, projections. May use their ports; who
 * may call is said by the scopes operation:read and operation:write.
 */
package dev.muninn.http.operation;
