package dev.muninn.http.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileNameTest {

  @Test
  void readsPlainAndExtendedNames() {
    assertEquals("photo.jpg", FileName.ofHeader("photo.jpg"));
    assertEquals("café.jpg", FileName.ofHeader("UTF-8''caf%C3%A9.jpg"));
    assertEquals("日本.jpg", FileName.ofHeader("utf-8''%E6%97%A5%E6%9C%AC.jpg"));
    String bytewise =
        new String("café.jpg".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertEquals("café.jpg", FileName.ofHeader(bytewise));
    assertEquals("a%20b.jpg", FileName.ofHeader("a%20b.jpg"));
  }

  @Test
  void keepsOnlyTheLastPartOfAPath() {
    assertEquals("passwd", FileName.ofHeader("../../etc/passwd"));
    assertEquals("x.jpg", FileName.ofHeader("C:\\photos\\x.jpg"));
    assertEquals("x.jpg", FileName.ofHeader("UTF-8''..%2F..%2Fx.jpg"));
    assertEquals("unnamed", FileName.ofHeader(".."));
    assertEquals("unnamed", FileName.ofHeader("a/"));
    assertEquals("unnamed", FileName.ofHeader(""));
  }

  @Test
  void dropsControlAndDirectionCharacters() {
    assertEquals("ab\"c'.jpg", FileName.ofHeader("UTF-8''a%0D%0Ab%22c%27%00.jpg"));
    assertEquals("agpj.exe", FileName.ofHeader("UTF-8''a%E2%80%AEgpj.exe"));
  }

  @Test
  void shortensToTwoHundredFiftyFiveAndKeepsTheExtension() {
    String name = FileName.ofHeader("n".repeat(300) + ".jpeg");
    assertEquals(255, name.length());
    assertTrue(name.endsWith(".jpeg"));
    assertEquals(254, FileName.safe("n" + "😀".repeat(150)).length() & ~1);
  }

  @Test
  void refusesBrokenEncoding() {
    assertThrows(ProblemException.class, () -> FileName.ofHeader("UTF-8''%zz"));
    assertThrows(ProblemException.class, () -> FileName.ofHeader("UTF-8''%C3"));
    assertThrows(ProblemException.class, () -> FileName.ofHeader("UTF-8''%C"));
  }
}
