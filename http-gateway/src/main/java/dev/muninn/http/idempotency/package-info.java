/**
 * The Idempotency-Key of mutating routes: the same key and payload get the same answer for 24
 * hours. May use JDBC, Akka HTTP, the auth and the problems.
 */
package dev.muninn.http.idempotency;
