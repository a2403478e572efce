package dev.muninn.http.items;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeRequestTest {
  private static RangeRequest of(String header) {
    return RangeRequest.of(Optional.of(header), 100);
  }

  @ParameterizedTest
  @CsvSource({
    "0-0,0,0",
    "0-99,0,99",
    "0-,0,99",
    "99-,99,99",
    "50-1000,50,99",
    "-1,99,99",
    "-100,0,99",
    "-5000,0,99",
    " 3-4 ,3,4"
  })
  void readsSingleRanges(String spec, long first, long last) {
    assertEquals(new RangeRequest.Parts(List.of(new ByteRange(first, last))), of("bytes=" + spec));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100-", "100-200", "-0", "999999999999999999-"})
  void saysWhenNoneIsInTheFile(String spec) {
    assertEquals(new RangeRequest.OutOfFile(), of("bytes=" + spec));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-3",
        "items=0-1",
        "bytes=1--2",
        "bytes=0-1,x",
        "bytes=9999999999999999999-",
        "bytes 0-1"
      })
  void ignoresWhatItCannotRead(String header) {
    assertEquals(new RangeRequest.Whole(), of(header));
  }

  @Test
  void keepsSeveralAndJoinsThoseThatOverlap() {
    assertEquals(
        new RangeRequest.Parts(List.of(new ByteRange(90, 99), new ByteRange(0, 4))),
        of("bytes=-10,0-4"));
    assertEquals(new RangeRequest.Parts(List.of(new ByteRange(0, 60))), of("bytes=0-50,20-60,5-6"));
    assertEquals(new RangeRequest.Parts(List.of(new ByteRange(0, 1))), of("bytes=0-1,500-600"));
  }

  @Test
  void ignoresAFloodOfRanges() {
    assertEquals(new RangeRequest.Whole(), of("bytes=" + "0-0,".repeat(20) + "1-1"));
  }
}
