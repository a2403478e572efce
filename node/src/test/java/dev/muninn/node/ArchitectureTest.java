package dev.muninn.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.muninn.node.rooms.Room;
import dev.muninn.node.rooms.Rooms;
import dev.muninn.node.rooms.Trespasser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the directions between modules and what each package may use (docs/architecture.md). */
class ArchitectureTest {
  private static JavaClasses muninn;

  @BeforeAll
  static void importOurClasses() {
    muninn =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.muninn");
    assertTrue(muninn.size() > 200, "all modules are looked at, not only " + muninn.size());
  }

  @Test
  void modulesPointInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy(
            "dev.muninn.media..",
            "dev.muninn.embedding..",
            "dev.muninn.search..",
            "dev.muninn.blob..",
            "dev.muninn.catalog..",
            "dev.muninn.hash..")
        .layer("cluster")
        .definedBy("dev.muninn.cluster..")
        .layer("ingest")
        .definedBy("dev.muninn.ingest..")
        .layer("gpu")
        .definedBy("dev.muninn.gpu..")
        .layer("query")
        .definedBy("dev.muninn.query..")
        .layer("gateway")
        .definedBy("dev.muninn.http..")
        .layer("node")
        .definedBy("dev.muninn.node..")
        .whereLayer("node")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("gateway")
        .mayOnlyBeAccessedByLayers("node")
        .whereLayer("query")
        .mayOnlyBeAccessedByLayers("node")
        .whereLayer("gpu")
        .mayOnlyBeAccessedByLayers("node")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("node")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("cluster")
        .mayNotAccessAnyLayer()
        .check(muninn);
  }

  @TestFactory
  Stream<DynamicTest> everyRoomUsesOnlyWhatItMay() {
    return Rooms.ALL.stream()
        .filter(Room::isLimited)
        .map(room -> DynamicTest.dynamicTest(room.name(), () -> ruleOf(room).check(muninn)));
  }

  @Test
  void everyClassHasARoom() {
    String[] rooms = Rooms.ALL.stream().map(Room::name).toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(muninn);
  }

  @Test
  void onlyRoomsThatMaySpeakSqlDo() {
    noClasses()
        .that()
        .resideOutsideOfPackages(Rooms.SPEAK_SQL.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(muninn);
  }

  @Test
  void nothingReadsJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(muninn);
  }

  @Test
  void aRoomThatUsesTooMuchIsCaught() {
    JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);
    ArchRule rule = ruleOf(new Room("dev.muninn.node.rooms", List.of("dev.muninn.media")));
    assertThrows(AssertionError.class, () -> rule.check(trespasser));
  }

  private static ArchRule ruleOf(Room room) {
    return classes()
        .that()
        .resideInAPackage(room.name())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(room.allowed());
  }
}
