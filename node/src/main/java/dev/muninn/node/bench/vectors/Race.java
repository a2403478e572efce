package dev.muninn.node.bench.vectors;

import dev.muninn.node.bench.Medians;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * All contenders at one recall: for each the shortest candidate list that reaches it, then rounds
 * in which they take turns, so that whatever else the machine does meets all of them.
 */
final class Race {
  private static final int WARM_UP = 2;

  private final int k;
  private final double recall;
  private final int[][] truth;
  private final Map<Contender, Lane> lanes = new LinkedHashMap<>();

  /** One contender at its ef, and what its rounds gave. */
  private static final class Lane {
    private final int ef;
    private final List<Run> runs = new ArrayList<>();

    Lane(int ef) {
      this.ef = ef;
    }
  }

  /** The line of one contender: medians over the rounds. */
  record Line(
      String name,
      int ef,
      double recall,
      double perSecond,
      double perCpuSecond,
      OptionalDouble distances,
      double p50Ms,
      double p99Ms) {}

  Race(int k, double recall, int[][] truth) {
    this.k = k;
    this.recall = recall;
    this.truth = truth;
  }

  double recall() {
    return recall;
  }

  /** Enters who can reach the recall; false for who cannot. */
  boolean enter(Contender contender) throws IOException {
    OptionalInt ef = EfSearch.shortest(contender, k, recall, truth);
    ef.ifPresent(found -> lanes.put(contender, new Lane(found)));
    return ef.isPresent();
  }

  void run(int rounds) throws IOException {
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Map.Entry<Contender, Lane> lane : lanes.entrySet()) {
        Run run = lane.getKey().run(k, lane.getValue().ef);
        if (round >= 0) {
          lane.getValue().runs.add(run);
        }
      }
    }
  }

  OptionalInt efOf(Contender contender) {
    return lanes.containsKey(contender)
        ? OptionalInt.of(lanes.get(contender).ef)
        : OptionalInt.empty();
  }

  List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<Contender, Lane> lane : lanes.entrySet()) {
      Lane ran = lane.getValue();
      lines.add(
          new Line(
              lane.getKey().name(),
              ran.ef,
              ran.runs.get(0).recall(truth),
              median(ran, Run::perSecond),
              median(ran, Run::perCpuSecond),
              lane.getKey().distances(k, ran.ef),
              median(ran, run -> run.percentileMs(0.5)),
              median(ran, run -> run.percentileMs(0.99))));
    }
    return lines;
  }

  /** How many times as many queries a second one answers as another: the median of all rounds. */
  OptionalDouble ratio(Contender one, Contender other) {
    if (!lanes.containsKey(one) || !lanes.containsKey(other)) {
      return OptionalDouble.empty();
    }
    List<Run> ours = lanes.get(one).runs;
    List<Run> theirs = lanes.get(other).runs;
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round).perSecond() / theirs.get(round).perSecond());
    }
    return OptionalDouble.of(Medians.median(ratios));
  }

  private interface Figure {
    double of(Run run);
  }

  private static double median(Lane lane, Figure figure) {
    return Medians.median(lane.runs.stream().map(figure::of).toList());
  }
}
