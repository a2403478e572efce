-- Which node does the work of a key: when that node starts again, what its earlier life left undone
-- is free at once.
ALTER TABLE ops.idempotency ADD COLUMN booked_by text;
