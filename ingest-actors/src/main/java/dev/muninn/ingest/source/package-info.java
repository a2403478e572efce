/**
 * Where items come from: uploads, and folders that are scanned. {@link SourceModule#start} builds
 * all of it. A scan runs because the source says that it is owed, on one node of the cluster, and
 * is begun again after that node died; files that are known are then passed over. May use {@code
 * dev.muninn.media}, {@code .blob}, {@code .catalog}, {@code .ingest.storage}, JDBC and the cluster
 * singleton.
 */
package dev.muninn.ingest.source;
