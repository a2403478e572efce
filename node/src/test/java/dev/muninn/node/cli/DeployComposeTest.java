package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class DeployComposeTest {
  private static final Path FOLDER = Path.of("..", "cluster-config", "deploy", "compose");

  private static Map<?, ?> services(String file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
      Map<?, ?> compose = new Yaml(new SafeConstructor(options)).load(in);
      return (Map<?, ?>) compose.get("services");
    }
  }

  private static List<String> texts(Object list) {
    List<String> texts = new ArrayList<>();
    ((List<?>) list).forEach(one -> texts.add((String) one));
    return texts;
  }

  @Test
  void runsADatabaseAServerAndAWorker() throws IOException {
    assertEquals(Set.of("postgres", "server", "worker"), services("compose.yaml").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "worker"})
  void runsCommandsThatTheProgramUnderstands(String name) throws IOException {
    Map<?, ?> service = (Map<?, ?>) services("compose.yaml").get(name);
    Understood.by(texts(service.get("command")));
    assertTrue(Files.isRegularFile(dockerfile(service)), "no Dockerfile of " + name);
  }

  @Test
  void buildsTheWorkerWithCudaFromAFileThatIsThere() throws IOException {
    Map<?, ?> service = (Map<?, ?>) services("gpu.yaml").get("worker");
    assertTrue(Files.isRegularFile(dockerfile(service)));
  }

  private static Path dockerfile(Map<?, ?> service) {
    Map<?, ?> build = (Map<?, ?>) service.get("build");
    return FOLDER.resolve((String) build.get("context")).resolve((String) build.get("dockerfile"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "worker"})
  void mountsFilesThatAreThere(String name) throws IOException {
    Map<?, ?> service = (Map<?, ?>) services("compose.yaml").get(name);
    List<String> files =
        texts(service.get("volumes")).stream().filter(one -> one.startsWith("./")).toList();
    assertEquals(List.of("./" + name + ".conf:/etc/muninn/node.conf:ro"), files);
    assertTrue(Files.isRegularFile(FOLDER.resolve(name + ".conf")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "worker"})
  void setsOnlySettingsThatThereAre(String name) {
    Config known = ClusterConfig.unresolved();
    Config given = ConfigFactory.parseFile(FOLDER.resolve(name + ".conf").toFile());
    given
        .entrySet()
        .forEach(
            setting ->
                assertTrue(
                    known.hasPathOrNull(setting.getKey()), "no setting " + setting.getKey()));
    assertEquals(name, given.getString("muninn.cluster.host"), "its name in the network");
  }
}
