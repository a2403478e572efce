/** The packaged program, started as a process and used as its users do. */
package dev.muninn.node.e2e;
