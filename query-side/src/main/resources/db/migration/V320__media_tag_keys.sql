-- Tags are compared without case and outer blanks: the keys as SearchFilter.tagKey makes them. The
-- view is thrown away and comes back by replay, with the column filled.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';

DROP INDEX view.media_tags;
ALTER TABLE view.media ADD COLUMN tag_keys text[] NOT NULL;
CREATE INDEX media_tag_keys ON view.media USING gin (tag_keys);
