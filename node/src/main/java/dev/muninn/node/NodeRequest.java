package dev.muninn.node;

import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code muninn node} was asked for.
 *
 * @param config a HOCON file that is laid over the defaults
 * @param roles empty: those of the file
 */
public record NodeRequest(DataFolder data, Optional<Path> config, Set<NodeRole> roles) {
  public NodeRequest {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(config, "config");
    roles = Set.copyOf(roles);
  }
}
