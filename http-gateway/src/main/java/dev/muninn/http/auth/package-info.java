/**
 * Who calls, and what they may do: passwords, tokens, sessions, scopes, the tenant of a request.
 * May use nimbus-jose-jwt, Bouncy Castle and JDBC; the accounts are plain tables, not projections.
 */
package dev.muninn.http.auth;
