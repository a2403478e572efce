package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.sql.SQLException;

/** Something that is lost, and what must hold afterwards. */
interface Round {
  void run(LossCluster cluster, Goals goals) throws IOException, InterruptedException, SQLException;
}
