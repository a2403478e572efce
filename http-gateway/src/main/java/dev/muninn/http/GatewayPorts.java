package dev.muninn.http;

import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.Originals;
import dev.muninn.blob.PictureDecoder;
import dev.muninn.blob.StagingArea;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.catalog.ClusterNodes;
import dev.muninn.catalog.Digests;
import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaEdits;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.ProjectionStates;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.catalog.SpaceBoard;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchLog;

/** What the routes call. */
public record GatewayPorts(
    MediaIntake intake,
    MediaEdits edits,
    StagingArea staging,
    DerivedStore derived,
    Originals originals,
    PictureDecoder pictures,
    PipelineBoard board,
    Imports imports,
    MediaCatalog catalog,
    MediaSearch search,
    SearchLog searchLog,
    IndexStatus index,
    ChangeFeed changes,
    PipelineControl control,
    FileChecks fileChecks,
    ProjectionStates projections,
    Rebuilds rebuilds,
    Digests digests,
    SpaceBoard spaces,
    ClusterNodes nodes) {}
