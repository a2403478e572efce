/**
 * The database: settings, the embedded PostgreSQL, migrations, data sources and the tenant's
 * transactions. May use JDBC, HikariCP and Flyway.
 */
package dev.muninn.cluster.jdbc;
