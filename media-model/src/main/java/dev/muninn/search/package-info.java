/** What is asked of the search and what it answers. */
package dev.muninn.search;
