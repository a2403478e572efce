package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployImageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FOLDER = ROOT.resolve("cluster-config").resolve("deploy");

  /** What the build makes; it need not be there when tests run. */
  private static final String BUILT = "node/target/muninn/lib";

  private static List<String> arguments(String file, String instruction) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda"})
  void takesNothingButWhatIsBuilt(String file) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String copy : arguments(file, "COPY")) {
      if (!copy.startsWith("--from=")) {
        List<String> words = List.of(copy.split("\\s+"));
        sources.addAll(words.subList(0, words.size() - 1));
      }
    }
    assertEquals(List.of("LICENSE", "NOTICE", "muninn", BUILT), sources);
    for (String source : sources) {
      assertTrue(source.equals(BUILT) || Files.exists(ROOT.resolve(source)), source);
    }
    List<String> let =
        Files.readAllLines(FOLDER.resolve(file + ".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertEquals(sources, let, "what the build is sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda"})
  void runsACommandThatTheProgramUnderstands(String file) throws IOException {
    assertEquals(List.of("[\"/opt/muninn/muninn\"]"), arguments(file, "ENTRYPOINT"));
    Understood.by(words(arguments(file, "CMD").get(0)));
  }

  private static List<String> words(String json) throws JsonProcessingException {
    return new JsonMapper().readValue(json, new TypeReference<List<String>>() {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda"})
  void runsAsNobodyInParticular(String file) throws IOException {
    assertEquals(List.of("muninn"), arguments(file, "USER"));
    assertFalse(
        arguments(file, "RUN").stream().anyMatch(run -> run.matches(".*(curl|wget|apt-get).*")),
        "fetches nothing");
  }
}
