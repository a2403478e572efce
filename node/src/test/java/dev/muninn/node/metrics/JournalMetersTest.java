package dev.muninn.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalMetersTest {
  private static final Instant T = Instant.EPOCH;
  private static final StepRun STEP = new StepRun("home", 2, T, 300);
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JournalMeters counted = new JournalMeters(meters);

  @Test
  void countsEventsByType() {
    count(new MediaItemEvent.Purged(T));
    count(new MediaItemEvent.Purged(T));
    assertEquals(2, scrape().value("muninn_journal_events_total{type=\"Purged\"}"));
  }

  @Test
  void aStepOfSeveralPartsIsOneStep() {
    EmbeddingSpace space = new EmbeddingSpace("lite", "1", 3);
    RunId run = RunId.random();
    count(new MediaItemEvent.Embedded(space, run, 1, 2, List.of(), List.of(), STEP, T));
    count(new MediaItemEvent.Embedded(space, run, 2, 2, List.of(), List.of(), STEP, T));
    Scrape scrape = scrape();
    String labels = "{outcome=\"done\",stage=\"embed\"}";
    assertEquals(1, scrape.value("muninn_stage_duration_seconds_count" + labels));
    assertEquals(0.3, scrape.value("muninn_stage_duration_seconds_sum" + labels), 1e-9);
    assertEquals(
        0,
        scrape.value(
            "muninn_stage_duration_seconds_bucket{outcome=\"done\",stage=\"embed\",le=\"0.25\"}"));
    assertEquals(
        1,
        scrape.value(
            "muninn_stage_duration_seconds_bucket{outcome=\"done\",stage=\"embed\",le=\"0.5\"}"));
  }

  @Test
  void retriesAndGivingUpAreToldByStageAndCode() {
    StageFailure why = new StageFailure(ErrorCode.DECODER_TIMEOUT, "");
    count(
        new MediaItemEvent.StageFailed(
            StageName.PREVIEW, Optional.empty(), why, STEP, Optional.of(T), T));
    count(
        new MediaItemEvent.StageFailed(
            StageName.PREVIEW, Optional.empty(), why, STEP, Optional.empty(), T));
    count(
        new MediaItemEvent.Quarantined(
            StageName.PREVIEW, Optional.empty(), ErrorCode.DECODER_TIMEOUT, "", T));
    String labels = "{code=\"decoder-timeout\",stage=\"preview\"}";
    assertEquals(1, scrape().value("muninn_stage_retries_total" + labels));
    assertEquals(1, scrape().value("muninn_stage_quarantined_total" + labels));
    assertEquals(
        2,
        scrape()
            .value("muninn_stage_duration_seconds_count{outcome=\"failed\",stage=\"preview\"}"));
  }

  private void count(MediaItemEvent event) {
    counted.count(new JournalEvent("MediaItem|home.a", 1, event, T, JournalOffset.START));
  }

  private Scrape scrape() {
    return Scrape.of(meters.scrape());
  }
}
