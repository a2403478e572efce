package dev.muninn.node.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Doctor's look at what runs beneath: projections, transactions, pauses, disk, files. */
record OperationCheck(Api api, Consumer<String> fine, Consumer<String> bad) {
  private static final Duration LONG_TRANSACTION = Duration.ofSeconds(5);
  private static final Duration LAGGING = Duration.ofSeconds(10);
  private static final Set<String> MENDED = Set.of("healed", "remade");

  /** Asks for parked entities to be tried again. */
  void release() {
    DoctorWire.Released done =
        api.post("/projections/release", List.of(), DoctorWire.Released.class);
    fine.accept(
        "parked entities: " + done.released() + " released, " + done.stillParked() + " stay");
  }

  void projections() {
    Optional<DoctorWire.Projections> found = api.find("/projections", DoctorWire.Projections.class);
    found.ifPresent(this::projections);
  }

  private void projections(DoctorWire.Projections states) {
    for (DoctorWire.Projection one : states.projections()) {
      Duration lag = Duration.ofMillis(one.lagMs());
      if (lag.compareTo(LAGGING) > 0) {
        bad.accept(
            "the view "
                + one.name()
                + " is "
                + one.lagEvents()
                + " events and "
                + Texts.span(lag)
                + " behind; it catches up by itself unless a transaction or the log says why not");
      }
    }
    states.parked().forEach(this::parked);
    Optional.ofNullable(states.oldestTransaction())
        .filter(one -> one.ageMs() > LONG_TRANSACTION.toMillis())
        .ifPresent(this::holder);
    if (states.parked().isEmpty()) {
      fine.accept(Texts.count(states.projections().size(), "view") + ", nothing parked");
    }
  }

  private void parked(DoctorWire.Parked one) {
    bad.accept(
        Texts.printable(
            one.persistenceId()
                + " is parked in "
                + one.projection()
                + " since "
                + one.since()
                + " at its event "
                + one.fromSequenceNr()
                + ": "
                + one.error()
                + "; everybody else goes on. After an update `muninn doctor --release` tries it"
                + " again"));
  }

  private void holder(DoctorWire.Holder one) {
    bad.accept(
        Texts.printable(
            "a transaction of "
                + one.application()
                + " in the database "
                + one.database()
                + " is open for "
                + Texts.span(Duration.ofMillis(one.ageMs()))
                + "; nothing committed since can be shown before it ends: end that program's"
                + " transaction"));
  }

  void stages(Wire.Counts counts) {
    for (Wire.StageCount stage : counts.stages()) {
      if (stage.paused() != null) {
        bad.accept(
            Texts.printable(
                "the stage "
                    + stage.stage()
                    + " is paused since "
                    + stage.paused().since()
                    + ": "
                    + stage.paused().reason()
                    + "; `muninn resume "
                    + stage.stage()
                    + "` lets it go on"));
      }
    }
    counts.stages().stream()
        .filter(stage -> stage.waitsFor() != null)
        .forEach(stage -> bad.accept(Texts.printable(stage.stage() + ": " + stage.waitsFor())));
    if (counts.intake() != null && !counts.intake().open()) {
      bad.accept(Texts.printable("nothing is taken in: " + counts.intake().words()));
    }
  }

  void files() {
    api.find("/file-checks/latest", DoctorWire.FileCheck.class).ifPresent(this::files);
  }

  private void files(DoctorWire.FileCheck check) {
    List<DoctorWire.Finding> open =
        check.findings().stream().filter(one -> !MENDED.contains(one.outcome())).toList();
    String when =
        check.done() ? "checked " + check.endedAt() : "being checked, " + check.left() + " left";
    if (open.isEmpty()) {
      fine.accept(Texts.count(check.files(), "file") + " as recorded, " + when);
      return;
    }
    for (DoctorWire.Finding one : open) {
      bad.accept(
          Texts.printable(
              one.fault()
                  + ": "
                  + one.file()
                  + ": "
                  + one.words()
                  + "; `muninn verify --repair` mends it where another copy is known, else add the"
                  + " file again"));
    }
  }
}
