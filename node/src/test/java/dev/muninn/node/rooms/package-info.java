/** The table of rooms, and a class that breaks it on purpose. */
package dev.muninn.node.rooms;
