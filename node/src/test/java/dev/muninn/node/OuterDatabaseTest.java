package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.jdbc.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class OuterDatabaseTest {

  @Test
  void addressesAreReadAsPeopleWriteThem() {
    DatabaseSettings.Outer expected =
        new DatabaseSettings.Outer("jdbc:postgresql://db:5433/muninn?sslmode=require", "a", "b:c");
    for (String start : List.of("postgresql:", "postgres:", "jdbc:postgresql:")) {
      assertEquals(expected, OuterDatabase.parse(start + "//a:b:c@db:5433/muninn?sslmode=require"));
    }
    assertEquals("jdbc:postgresql://db/m", OuterDatabase.parse("postgresql://a:b@db/m").url());
  }

  @Test
  void aMalformedAddressIsRefusedWithoutRepeatingThePassword() {
    for (String wrong :
        List.of(
            "db", "mysql://a:secret@db/m", "postgresql://a:secret@db", "postgresql://a b@db/m")) {
      StartException refused =
          assertThrows(StartException.class, () -> OuterDatabase.parse(wrong), wrong);
      assertFalse(refused.getMessage().contains("secret"));
    }
  }
}
