package dev.muninn.cluster;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who this node is ({@code muninn.node-name}, {@code muninn.roles}, {@code muninn.data-dir}). The
 * name is shown in stories and leases: 1 to 64 of letters, digits, dot, dash and underscore.
 */
public record NodeSettings(String name, Set<NodeRole> roles, DataFolder data) {
  public NodeSettings {
    Objects.requireNonNull(data, "data");
    roles = Set.copyOf(roles);
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "muninn.node-name must be 1 to 64 letters, digits, dots, dashes or underscores");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("muninn.roles is empty: name at least one role");
    }
    if (roles.contains(NodeRole.GATEWAY) && !roles.contains(NodeRole.QUERY)) {
      throw new IllegalArgumentException(
          "muninn.roles: a gateway answers from the views of its own node; add query");
    }
  }

  public static NodeSettings from(Config config) {
    Config muninn = config.getConfig("muninn");
    return new NodeSettings(
        muninn.getString("node-name"),
        muninn.getStringList("roles").stream()
            .map(NodeRole::ofWord)
            .collect(Collectors.toUnmodifiableSet()),
        new DataFolder(Path.of(muninn.getString("data-dir"))));
  }

  /** Whether it works on the cluster's database: all but a worker that only embeds. */
  public boolean usesDatabase() {
    return !roles.equals(Set.of(NodeRole.GPU));
  }

  /** Whether it holds models: those that embed, and those that answer or begin what is embedded. */
  public boolean usesModels() {
    return has(NodeRole.GPU) || has(NodeRole.QUERY) || has(NodeRole.CORE);
  }

  public boolean has(NodeRole role) {
    return roles.contains(role);
  }
}
