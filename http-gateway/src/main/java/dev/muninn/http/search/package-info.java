/** Search by words and by likeness. May use the port {@code MediaSearch}. */
package dev.muninn.http.search;
