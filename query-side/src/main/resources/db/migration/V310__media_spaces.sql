-- The state of the fold (view.media.document) counts the vectors of each embedding space now. The
-- view is thrown away and comes back by replay: it lacks nothing that the journal does not say.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';
