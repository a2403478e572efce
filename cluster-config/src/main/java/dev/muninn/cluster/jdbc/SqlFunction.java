package dev.muninn.cluster.jdbc;

import java.sql.SQLException;

/** A function that may fail as JDBC does. */
@FunctionalInterface
public interface SqlFunction<A, B> {
  B apply(A a) throws SQLException;
}
