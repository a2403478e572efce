/**
 * The one executable: {@code Main}, the guardian of the server, its start and its end. May use
 * everything; what the command line loads stays free of Akka, so that it starts at once.
 */
package dev.muninn.node;
