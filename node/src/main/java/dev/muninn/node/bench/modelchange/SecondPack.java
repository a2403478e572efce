package dev.muninn.node.bench.modelchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackFile;
import dev.muninn.gpu.pack.PackManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A second real model without a download: the networks of the bundled pack with another head, in a
 * space of its own. It mixes the vectors of fewer labels, more sharply, so pictures get other
 * vectors and queries find them in another order.
 */
final class SecondPack {
  static final String NAME = "lite-sharp";
  private static final JsonMapper JSON = new JsonMapper();

  private SecondPack() {}

  /** Writes it into the folder of packs of a node that does not run yet; the id of its space. */
  static String write(Path models) throws IOException {
    ModelPack lite = new ModelPacks(models).open(ModelPacks.DEFAULT);
    Path pack = Files.createDirectories(models.resolve(NAME));
    for (PackFile file : lite.manifest().files()) {
      Files.write(pack.resolve(file.path()), lite.read(file.path()));
    }
    JsonNode manifest = JSON.readTree(lite.read(PackManifest.FILE));
    ((ObjectNode) manifest).put("name", NAME).put("title", "lite with a sharper head");
    ((ObjectNode) manifest.path("space")).put("version", "sharp");
    ((ObjectNode) manifest.path("labels")).put("top", 2).put("temperature", 0.5);
    Files.write(pack.resolve(PackManifest.FILE), JSON.writeValueAsBytes(manifest));
    return new ModelPacks(models).open(NAME).manifest().space().id();
  }
}
