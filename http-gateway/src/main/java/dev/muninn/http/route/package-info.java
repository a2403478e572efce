/**
 * The registry of routes: each is registered once with its policy, its documentation and its
 * handler; the router serves from it and the OpenAPI document is made from it. May use Akka HTTP,
 * the auth, the problems, the JSON, and the filters of the searches.
 */
package dev.muninn.http.route;
