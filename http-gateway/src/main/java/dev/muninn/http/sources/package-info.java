/** Sources, scans and imports. May use the port {@code Imports}. */
package dev.muninn.http.sources;
