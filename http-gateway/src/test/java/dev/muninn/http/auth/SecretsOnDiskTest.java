package dev.muninn.http.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsOnDiskTest {
  @TempDir private Path folder;

  @Test
  void makesThePrivateTokenSecretOnceAndKeepsIt() throws Exception {
    byte[] made = TokenSecret.in(folder).bytes();
    Path file = folder.resolve("secrets/jwt-secret");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertArrayEquals(made, TokenSecret.in(folder).bytes());
  }

  @Test
  void refusesATokenSecretThatIsWeakOrOpen() throws Exception {
    TokenSecret.in(folder);
    Path file = folder.resolve("secrets/jwt-secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IllegalStateException.class, () -> TokenSecret.in(folder));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "secret\n");
    assertThrows(IllegalStateException.class, () -> TokenSecret.in(folder));
  }

  @Test
  void showsTheSameSetupCodeAfterARestart() throws Exception {
    String code = SetupCode.in(folder, false).current().orElseThrow();
    assertEquals(code, SetupCode.in(folder, false).current().orElseThrow());
    assertFalse(SetupCode.in(folder, true).matches(code));
    assertFalse(Files.exists(folder.resolve("setup-code")));
    assertFalse(SetupCode.in(folder, true).matches(""));
  }
}
