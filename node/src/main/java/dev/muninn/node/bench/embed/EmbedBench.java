package dev.muninn.node.bench.embed;

import dev.muninn.cluster.DataFolder;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackSource;
import dev.muninn.gpu.runtime.DeviceUse;
import dev.muninn.gpu.runtime.DeviceWish;
import dev.muninn.gpu.runtime.PackModel;
import dev.muninn.gpu.runtime.Precision;
import dev.muninn.gpu.runtime.RuntimeSettings;
import dev.muninn.node.bench.BenchPictures;
import dev.muninn.node.bench.Machine;
import dev.muninn.node.bench.Medians;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast pictures are embedded, by the size of a batch. */
@Command(
    name = "embed",
    description = {
      "Embeds proxies with a model pack and prints, for each size of a batch: pictures a second",
      "through the whole worker of a node, which a dispatcher gives as many as it asks for, from",
      "their files to its answers; the share of that time in which the device computed; and",
      "pictures a second of the same network fed from memory, with nothing read or prepared.",
      "Medians of three interleaved rounds."
    },
    mixinStandardHelpOptions = true)
public final class EmbedBench implements Callable<Integer> {
  private static final int FILES = 32;

  /** As the preview stage makes a proxy of a photo: the shorter edge has 384 pixels. */
  private static final int WIDTH = 512;

  private static final int HEIGHT = 384;
  private static final int ROUNDS = 3;

  /** What a worker asks for at first. */
  private static final int CAPACITY = 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pack",
      defaultValue = ModelPacks.DEFAULT,
      paramLabel = "PACK",
      description = "A bundled pack or the folder of one (default: ${DEFAULT-VALUE}).")
  private String pack;

  @Option(
      names = "--items",
      defaultValue = "192",
      description = "Pictures of a round (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,2,4,8,16,32",
      description = "Sizes of a batch (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--precision",
      defaultValue = "AUTO",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Of one call on the processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--readers",
      defaultValue = "0",
      description = "Threads that read and prepare; 0: as good for the device (default).")
  private int readers;

  private PrintWriter out;

  @Override
  public Integer call() throws IOException {
    out = spec.commandLine().getOut();
    out.println(Machine.words());
    Path folder = Files.createTempDirectory("muninn-proxies");
    try {
      List<Path> proxies = BenchPictures.make(folder, FILES, WIDTH, HEIGHT);
      ModelPack opened = opened(folder);
      for (int batch : batches) {
        say(measured(opened, batch, folder, proxies));
      }
      return 0;
    } catch (PackException e) {
      throw new CliException("pack " + pack, "is not to be used here", e.getMessage());
    } finally {
      Folders.delete(folder);
    }
  }

  private ModelPack opened(Path folder) throws IOException {
    return Files.isDirectory(Path.of(pack))
        ? ModelPack.open(new PackSource.Folder(Path.of(pack)))
        : new ModelPacks(new DataFolder(folder).models()).open(pack);
  }

  private String measured(ModelPack opened, int batch, Path folder, List<Path> proxies)
      throws IOException {
    DeviceWish wish = DeviceWish.parse(device);
    Optional<Path> natives = Optional.of(folder.resolve("natives"));
    RuntimeSettings settings =
        new RuntimeSettings(
            threads, batch, Duration.ofMillis(5), natives, wish, precision, readers);
    try (PackModel model = PackModel.load(opened, settings);
        WorkerPath worker = new WorkerPath(model, proxies, Math.max(batch, CAPACITY))) {
      worker.seconds(2 * batch);
      model.timeFromMemory(batch, 1);
      List<Double> rates = new ArrayList<>();
      List<Double> shares = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        DeviceUse before = model.use();
        double seconds = worker.seconds(items);
        DeviceUse after = model.use();
        rates.add(items / seconds);
        shares.add((after.busyNanos() - before.busyNanos()) / 1e9 / seconds);
        int calls = Math.max(1, items / batch);
        bare.add(calls * batch / (model.timeFromMemory(batch, calls) / 1e9));
      }
      double rate = Medians.median(rates);
      return String.format(
          "%s, batch %3d: %8.1f pictures/s, device computes %3.0f %%; from memory %8.1f, ratio %.2f",
          model.device(),
          batch,
          rate,
          100 * Medians.median(shares),
          Medians.median(bare),
          rate / Medians.median(bare));
    }
  }

  private void say(String words) {
    out.println(words);
    out.flush();
  }
}
