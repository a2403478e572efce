/** The pipeline, the stories of items, the state of the index. May use their ports. */
package dev.muninn.http.pipeline;
