package dev.muninn.node.bench.vectors;

import java.util.Locale;

/** What was asked for, what was measured, and whether that is enough. */
record Goal(String what, String measured, Outcome outcome) {

  enum Outcome {
    MET,
    MISSED,
    NOT_JUDGED
  }

  static Goal atLeast(String what, double measured, double asked) {
    String text = String.format(Locale.ROOT, "%.4g, asked for at least %.4g", measured, asked);
    return new Goal(what, text, measured >= asked ? Outcome.MET : Outcome.MISSED);
  }

  static Goal atMost(String what, double measured, double asked) {
    String text = String.format(Locale.ROOT, "%.4g, asked for at most %.4g", measured, asked);
    return new Goal(what, text, measured <= asked ? Outcome.MET : Outcome.MISSED);
  }

  static Goal holds(String what, boolean holds, String measured) {
    return new Goal(what, measured, holds ? Outcome.MET : Outcome.MISSED);
  }

  static Goal notJudged(String what, String why) {
    return new Goal(what, why, Outcome.NOT_JUDGED);
  }

  boolean missed() {
    return outcome == Outcome.MISSED;
  }

  @Override
  public String toString() {
    String word =
        switch (outcome) {
          case MET -> "met       ";
          case MISSED -> "MISSED    ";
          case NOT_JUDGED -> "not judged";
        };
    return word + "  " + what + ": " + measured;
  }
}
