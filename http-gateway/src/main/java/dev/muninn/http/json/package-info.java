/** Reading and writing of JSON bodies with bounds. May use Jackson, Akka HTTP and the problems. */
package dev.muninn.http.json;
