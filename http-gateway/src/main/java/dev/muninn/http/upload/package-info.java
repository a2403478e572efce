/**
 * Receiving files: streamed with back-pressure into the staging area, counted, hashed and compared
 * with what was promised. May use the ports of staging and intake.
 */
package dev.muninn.http.upload;
