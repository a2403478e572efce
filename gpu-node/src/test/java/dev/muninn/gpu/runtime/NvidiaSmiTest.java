package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaSmiTest {
  @TempDir private Path folder;

  /** A tool that answers for card 1 alone, as the real one prints it. */
  private NvidiaSmi saying(String line) throws IOException {
    Path tool = folder.resolve("nvidia-smi");
    Files.writeString(
        tool,
        "#!/bin/sh\n[ \"$1\" = --id=1 ] || { echo 'No devices were found'; exit 6; }\n"
            + "echo '"
            + line
            + "'\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return new NvidiaSmi(tool.toString());
  }

  @Test
  void readsWhatTheToolPrints() throws IOException {
    NvidiaSmi.Card card = saying("NVIDIA GeForce RTX 3060, 512, 12288, 41").card(1).orElseThrow();
    assertEquals("NVIDIA GeForce RTX 3060", card.name());
    assertEquals(OptionalInt.of(512), card.memoryUsedMiB());
    assertEquals(OptionalInt.of(12288), card.memoryTotalMiB());
    assertEquals(OptionalInt.of(41), card.celsius());
  }

  @Test
  void leavesOutWhatACardDoesNotTell() throws IOException {
    NvidiaSmi.Card card = saying("Tesla K80, [N/A], 11441, [N/A]").card(1).orElseThrow();
    assertTrue(card.celsius().isEmpty());
    assertTrue(card.memoryUsedMiB().isEmpty());
  }

  @Test
  void namesAllCardsInTheirOrder() throws IOException {
    Path tool = folder.resolve("all");
    Files.writeString(
        tool,
        "#!/bin/sh\n[ \"${1#--query}\" != \"$1\" ] || exit 6\necho 'A, 1, 2, 3'; echo 'B, 4, 5, 6'\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    assertEquals(
        List.of("A", "B"),
        new NvidiaSmi(tool.toString()).cards().stream().map(NvidiaSmi.Card::name).toList());
    assertEquals(List.of(), new NvidiaSmi(folder.resolve("missing").toString()).cards());
  }

  @Test
  void aToolThatHangsLeavesNoProcessBehind() throws IOException {
    Path tool = folder.resolve("hangs");
    Path child = folder.resolve("child");
    Files.writeString(tool, "#!/bin/sh\nsleep 600 &\necho $! > " + child + "\nwait\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    assertEquals(List.of(), new NvidiaSmi(tool.toString(), Duration.ofSeconds(1)).cards());
    long pid = Long.parseLong(Files.readString(child).strip());
    ProcessHandle.of(pid).ifPresent(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  /** As one that waits for a driver that hangs: no signal ends it. */
  @Test
  void noSecondOneIsStartedWhileOneCannotBeEnded() throws IOException {
    Path tool = folder.resolve("counts");
    Path starts = folder.resolve("starts");
    Files.writeString(tool, "#!/bin/sh\necho one >> " + starts + "\nexec sleep 600\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    List<Process> left = new ArrayList<>();
    NvidiaSmi smi = new NvidiaSmi(tool.toString(), Duration.ofSeconds(1), left::add);
    assertEquals(List.of(), smi.cards());
    assertEquals(List.of(), smi.cards());
    assertEquals(List.of("one"), Files.readAllLines(starts));
    left.get(0).destroyForcibly().onExit().join();
    assertEquals(List.of(), smi.cards());
    assertEquals(List.of("one", "one"), Files.readAllLines(starts));
    left.get(1).destroyForcibly();
  }

  @Test
  void saysNothingWithoutToolOrCard() throws IOException {
    assertEquals(Optional.empty(), saying("x, 1, 2, 3").card(0));
    assertEquals(Optional.empty(), saying("something else").card(1));
    assertEquals(Optional.empty(), new NvidiaSmi(folder.resolve("missing").toString()).card(0));
  }
}
