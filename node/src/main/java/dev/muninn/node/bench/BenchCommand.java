package dev.muninn.node.bench;

import dev.muninn.node.bench.chaos.ChaosBench;
import dev.muninn.node.bench.embed.EmbedBench;
import dev.muninn.node.bench.modelchange.ModelChangeBench;
import dev.muninn.node.bench.projection.ProjectionBench;
import dev.muninn.node.bench.search.SearchBench;
import dev.muninn.node.bench.vectors.VectorsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The family of benchmarks. */
@Command(
    name = "bench",
    description = "Measure this machine; each starts what it needs and cleans up after itself.",
    subcommands = {
      ChaosBench.class,
      ClusterBench.class,
      EmbedBench.class,
      HashBench.class,
      HttpBench.class,
      IngestBench.class,
      ModelChangeBench.class,
      ProjectionBench.class,
      RebuildBench.class,
      RetrievalBench.class,
      SearchBench.class,
      VectorsBench.class
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which benchmark?");
  }
}
