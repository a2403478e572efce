package dev.muninn.ingest.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.muninn.ingest.entity.Progress;

/** Progress as the view keeps it; thread-safe. */
final class ProgressJson {
  private final ObjectReader reader;
  private final ObjectWriter writer;

  ProgressJson() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    reader = mapper.readerFor(Progress.class);
    writer = mapper.writerFor(Progress.class);
  }

  String write(Progress progress) {
    try {
      return writer.writeValueAsString(progress);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("progress is not JSON: " + progress, e);
    }
  }

  Progress read(String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no progress: " + json, e);
    }
  }
}
