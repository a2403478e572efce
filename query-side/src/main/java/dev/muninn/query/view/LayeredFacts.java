package dev.muninn.query.view;

import dev.muninn.catalog.LayeredFact;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The facts of all layers under names, lowest layer first: what each layer says, unfolded. */
final class LayeredFacts {
  private final List<LayeredFact> facts = new ArrayList<>();

  private LayeredFacts() {}

  static List<LayeredFact> of(MediaDocument item) {
    LayeredFacts all = new LayeredFacts();
    for (FactLayer layer : FactLayer.values()) {
      Optional.ofNullable(item.layers().get(layer)).ifPresent(said -> all.machine(layer, said));
    }
    MediaShown.labels(item)
        .forEach(label -> all.put(FactLayer.MODEL, "label", Optional.of(label.text())));
    all.person(item);
    return List.copyOf(all.facts);
  }

  private void machine(FactLayer layer, Description said) {
    put(layer, "width", said.width());
    put(layer, "height", said.height());
    put(layer, "durationMs", said.durationMs());
    put(layer, "videoCodec", said.videoCodec());
    put(layer, "audioCodec", said.audioCodec());
    put(layer, "orientation", said.orientation());
    captured(layer, said.capturedAt());
    put(layer, "place", said.place().map(p -> p.latitude() + ", " + p.longitude()));
    put(layer, "camera", said.camera());
    said.facts().forEach(fact -> put(layer, fact.name(), Optional.of(fact.value())));
  }

  private void person(MediaDocument item) {
    put(FactLayer.PERSON, "title", item.person().title());
    put(FactLayer.PERSON, "rating", item.person().rating());
    put(FactLayer.PERSON, "placeName", item.person().placeName());
    for (String tag : item.person().tags().orElse(List.of())) {
      put(FactLayer.PERSON, "tag", Optional.of(tag));
    }
    captured(FactLayer.PERSON, item.person().capturedAt());
  }

  private void captured(FactLayer layer, Optional<CapturedAt> at) {
    put(layer, "capturedAt", at.map(c -> c.local() + c.offset().map(Object::toString).orElse("")));
    put(layer, "capturedAtSource", at.map(CapturedAt::source));
  }

  private <T> void put(FactLayer layer, String name, Optional<T> value) {
    value.ifPresent(said -> facts.add(new LayeredFact(layer, name, String.valueOf(said))));
  }
}
