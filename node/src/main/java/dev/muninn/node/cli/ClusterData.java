package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.trust.TrustFolder;
import dev.muninn.node.StandardFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder that the commands of the cluster work on. */
final class ClusterData {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The node's data folder; else MUNINN_DATA, else $XDG_DATA_HOME/muninn, else"
              + " ~/.local/share/muninn.")
  private Path data;

  DataFolder folder() {
    return data == null ? StandardFolder.find() : new DataFolder(data);
  }

  TrustFolder trust() {
    return TrustFolder.of(folder());
  }
}
