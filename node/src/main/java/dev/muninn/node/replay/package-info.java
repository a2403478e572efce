/**
 * What is derived from the journal, as a whole: made anew, and compared with itself. May use
 * everything.
 */
package dev.muninn.node.replay;
