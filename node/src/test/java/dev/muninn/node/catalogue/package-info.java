/** What is written down about the program is what the program does. */
package dev.muninn.node.catalogue;
