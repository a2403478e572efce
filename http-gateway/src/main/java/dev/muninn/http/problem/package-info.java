/**
 * What can go wrong in a request, as problem documents (RFC 9457): one table from outcome to
 * status, code, words and hint. May use Jackson, Akka HTTP's model and the signals' rejections.
 */
package dev.muninn.http.problem;
