package dev.muninn.ingest.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which files of a source are taken: those that an include names (all when there is none) and no
 * exclude does. A glob is matched against the path beneath the root; one without a slash against
 * the name too, and a leading {@code **}{@code /} may also stand for nothing.
 */
final class Globs {

  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;

  /**
   * @throws PatternSyntaxException when a glob is none
   */
  Globs(List<String> include, List<String> exclude) {
    this.include = compiled(include);
    this.exclude = compiled(exclude);
  }

  boolean takes(Path relative) {
    return (include.isEmpty() || anyMatches(include, relative)) && !anyMatches(exclude, relative);
  }

  private static boolean anyMatches(List<PathMatcher> globs, Path path) {
    return globs.stream().anyMatch(glob -> glob.matches(path));
  }

  private static List<PathMatcher> compiled(List<String> globs) {
    List<PathMatcher> out = new ArrayList<>();
    for (String glob : globs) {
      PathMatcher whole = matcher(glob);
      out.add(whole);
      if (glob.startsWith("**/")) {
        out.add(matcher(glob.substring(3)));
      }
      if (!glob.contains("/")) {
        out.add(path -> whole.matches(path.getFileName()));
      }
    }
    return out;
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }
}
