/** Tests of the inspection of search and index. */
package dev.muninn.query.inspect;
