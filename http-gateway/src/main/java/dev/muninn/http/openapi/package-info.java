/**
 * The OpenAPI 3.1 document, made from the registry of routes, and the page that shows it. May use
 * Jackson and the registry.
 */
package dev.muninn.http.openapi;
