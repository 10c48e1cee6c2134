-- What a person opens in Datasette, DuckDB or the sqlite3 shell. DuckDB reads the text of a view by its own rules: "at" is a word of its own
-- there, and an aggregate sorts nothing by itself. Duplicates and rejected claims are left out of v_claims and v_sources.

CREATE VIEW v_reports AS
SELECT CASE WHEN r.duplicate_of IS NULL THEN r.status ELSE 'duplicate' END AS status, r.outlet, r.title, r.published,
       (SELECT count(*) FROM claims c WHERE c.doc_id = r.doc_id) AS claims, r.file, r.url, r.lang, r.published_until, r.published_basis, r.reason,
       r.copy_of, r.duplicate_of, r.coder, r.run, r.doc_id
FROM reports r;

CREATE VIEW v_claims AS
SELECT c.type, c.status, c.review,
       (SELECT group_concat(p.name, '; ') FROM (SELECT name FROM parties WHERE claim_id = c.claim_id AND role = 'actor' ORDER BY position) p) AS actor,
       (SELECT group_concat(p.name, '; ') FROM (SELECT name FROM parties WHERE claim_id = c.claim_id AND role = 'recipient' ORDER BY position) p) AS recipient,
       c.place, c.admin1, c.country, c.time_start, c.time_end,
       (SELECT group_concat(l.kind || ': ' || l.words, '; ') FROM (SELECT kind, words FROM losses WHERE claim_id = c.claim_id ORDER BY position) l) AS losses,
       r.outlet, (SELECT group_concat(s.name, ' > ') FROM (SELECT name FROM chain WHERE claim_id = c.claim_id ORDER BY position) s) AS chain,
       c.evidence, c.trigger, c.lat, c.lon, c.precision, c.radius_km, c.time_precision, c.subtype, c.confidence, c.coder, r.file, r.published,
       m.event_id, c.claim_id, c.doc_id
FROM claims c JOIN reports r ON r.doc_id = c.doc_id LEFT JOIN members m ON m.claim_id = c.claim_id
WHERE r.duplicate_of IS NULL AND c.review <> 'rejected';

CREATE VIEW v_events AS
SELECT type, time_start, time_end, place, country, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high,
       reports, origins, contradictions, (SELECT count(*) FROM members m WHERE m.event_id = e.event_id) AS claims, lat, lon, event_id
FROM events e;

CREATE VIEW v_sources AS
SELECT s.name, s.kind, s.source_id, max(s.anonymous) AS anonymous, count(DISTINCT s.claim_id) AS claims, count(DISTINCT c.doc_id) AS reports,
       count(DISTINCT m.event_id) AS events, min(c.time_start) AS first, max(c.time_start) AS last
FROM chain s JOIN claims c ON c.claim_id = s.claim_id JOIN reports r ON r.doc_id = c.doc_id LEFT JOIN members m ON m.claim_id = c.claim_id
WHERE r.duplicate_of IS NULL AND c.review <> 'rejected'
GROUP BY s.name, s.kind, s.source_id;

CREATE VIEW v_outlets AS
SELECT coalesce(r.outlet, '(not named)') AS outlet, count(*) AS reports,
       sum((SELECT count(*) FROM claims c WHERE c.doc_id = r.doc_id AND c.review <> 'rejected')) AS claims, min(r.published) AS first, max(r.published) AS last
FROM reports r WHERE r.duplicate_of IS NULL GROUP BY r.outlet;

CREATE VIEW v_decisions AS
SELECT "at", who, action, target, before, after, why, decision_id FROM decisions;

CREATE VIEW v_log AS
SELECT seq, "at", kind, hash FROM log;
