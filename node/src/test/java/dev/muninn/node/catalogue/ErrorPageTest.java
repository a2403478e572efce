package dev.muninn.node.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.http.problem.Problem;
import dev.muninn.media.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/errors.md to the catalogues in the code, and writes it anew when told to. */
class ErrorPageTest {
  private static final String WRITE =
      "./mvnw -pl node -am test -Dtest=ErrorPageTest -Dmuninn.docs=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false";
  private static final Path PAGE = Repository.ROOT.resolve("docs/errors.md");

  @Test
  void thePageIsWhatTheCataloguesSay() throws IOException {
    if ("write".equals(System.getProperty("muninn.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertTrue(Files.exists(PAGE), "docs/errors.md is missing; write it with: " + WRITE);
    assertEquals(
        page(), Files.readString(PAGE), "docs/errors.md is out of date; write it with: " + WRITE);
  }

  @Test
  void eachCodeHasWordsAndAWayOutInWholeSentences() {
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(code.words().matches("[A-Z].*\\."), code + ": " + code.words());
      assertTrue(code.hint().matches("[A-Z].*\\."), code + ": " + code.hint());
    }
  }

  private static String page() {
    return """
        # Errors

        Generated from the catalogues in the code (`ErrorCode`, `Problem`); a test compares. Codes are stable: they stand in
        stories, in lists, in logs and in the API, and do not change their meaning.

        ## What can go wrong with an item
        Told by its story (`muninn story ID`, `GET /media/{id}/pipeline`) with the details of the case, and in the report of an
        import. *tried again*: by itself, with growing pauses, at most five times, then set aside; an offline source and a full
        disk are waited for as long as it takes. *set aside*: at once, since trying again cannot help; a person can still ask
        for another try.

        | code | what it means | what to do | then |
        |---|---|---|---|
        %s

        ## What the API answers
        Problem documents (RFC 9457, `application/problem+json`) carry the code with a detail, this hint and a `requestId`.

        | code | status | what it means | what to do |
        |---|---|---|---|
        %s
        """
        .formatted(items(), problems());
  }

  private static String items() {
    return Stream.of(ErrorCode.values())
        .map(
            code ->
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        code.code(),
                        code.words(),
                        code.hint(),
                        code.fatal() ? "set aside" : "tried again"))
        .collect(Collectors.joining("\n"));
  }

  private static String problems() {
    return Stream.of(Problem.values())
        .map(
            problem ->
                "| `%s` | %d | %s | %s |"
                    .formatted(problem.code(), problem.status(), problem.title(), problem.hint()))
        .collect(Collectors.joining("\n"));
  }
}
