package dev.muninn.node.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An error that no test can bring about is a guess: each code is provoked somewhere. */
class ProvokedCodesTest {
  /** Where codes are examples, handed in by the test itself. */
  private static final List<String> EXAMPLES =
      List.of("/ingest/entity/", "/pipeline/story/", "/pipeline/PipelineViews", "/node/", "/http/");

  @Test
  void eachCodeIsExpectedByATestThatProvokesIt() {
    List<String> sources =
        Repository.tests(
                path ->
                    path.matches(".*(Test|IT)\\.java")
                        && EXAMPLES.stream().noneMatch(path::contains))
            .stream()
            .map(Repository::read)
            .toList();
    Set<ErrorCode> unprovoked =
        Stream.of(ErrorCode.values())
            .filter(code -> sources.stream().noneMatch(text -> names(text, code)))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), unprovoked);
  }

  private static boolean names(String text, ErrorCode code) {
    return text.matches("(?s).*\\bErrorCode\\." + code.name() + "\\b.*")
        || text.contains('"' + code.code() + '"');
  }
}
