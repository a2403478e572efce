package dev.muninn.node.cli;

import java.util.List;

/** What doctor reads of the state of operation. */
final class DoctorWire {
  private DoctorWire() {}

  record Projections(List<Projection> projections, List<Parked> parked, Holder oldestTransaction) {
    Projections {
      projections = projections == null ? List.of() : List.copyOf(projections);
      parked = parked == null ? List.of() : List.copyOf(parked);
    }
  }

  record Projection(String name, long lagEvents, long lagMs) {}

  record Parked(
      String projection, String persistenceId, long fromSequenceNr, String error, String since) {}

  record Holder(String application, String database, long ageMs) {}

  record Released(int released, int stillParked) {}

  record FileCheck(boolean done, long files, long left, String endedAt, List<Finding> findings) {
    FileCheck {
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }

  record Finding(String fault, String file, String mediaId, String words, String outcome) {}
}
