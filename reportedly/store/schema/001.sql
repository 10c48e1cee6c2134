-- Version 1 of the ledger. Views are in views.sql: they hold nothing, so they are made anew with every version.
-- Tables of which people look at have row ids, since DuckDB reads no others; those that are only looked up by their key have none.
-- `salt`: random bytes that make the hash in the log unguessable once the row is gone.

CREATE TABLE ledger (                       -- what this ledger is
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE log (                          -- what was written, each entry bound to the one before it
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                         -- ISO 8601, UTC
  kind TEXT NOT NULL,                       -- create | run | report | link | decision | redact | merge | migrate …
  manifest TEXT NOT NULL,                   -- JSON: [unit, key, hash of its rows or null when they were removed]
  manifest_hash TEXT NOT NULL,
  previous TEXT NOT NULL,                   -- hash of the entry before; 64 zeros for the first
  hash TEXT NOT NULL
);

CREATE TABLE runs (                         -- one row for each command that wrote reports
  run INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,                               -- NULL: was stopped; what it had acknowledged is there
  version TEXT NOT NULL,
  settings TEXT NOT NULL,                   -- JSON
  counts TEXT,                              -- JSON: how its inputs ended
  salt BLOB NOT NULL
);

CREATE TABLE inputs (                       -- every input of a run that was new, and how it ended, the refused ones too
  input INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs(run),
  file TEXT NOT NULL,
  doc_id TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  salt BLOB NOT NULL
);
CREATE INDEX inputs_file ON inputs(file);

CREATE TABLE reports (
  doc_id TEXT NOT NULL PRIMARY KEY,
  file TEXT NOT NULL,
  media TEXT NOT NULL,                      -- text | html | record
  status TEXT NOT NULL,                     -- as in the document record; never "duplicate": see duplicate_of
  reason TEXT,
  title TEXT,
  outlet TEXT,
  url TEXT,
  lang TEXT,
  published TEXT,                           -- first day; the whole reading is in `dated`
  published_until TEXT,
  published_basis TEXT,
  duplicate_of TEXT REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,   -- same text and outlet: its claims do not count
  copy_of TEXT REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,        -- same text, another outlet
  text_hash TEXT NOT NULL,
  coder TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs(run),
  given TEXT NOT NULL,                      -- JSON: what the container or the user said of it, for coding it again
  dated_alone TEXT,                         -- JSON: the publication date that the report alone gives
  dated TEXT,                               -- JSON: the same in the light of the other reports; claims are coded with this one
  marks TEXT NOT NULL,                      -- JSON: cuts, credits, encoding
  offset_map TEXT NOT NULL,                 -- JSON: [start, end, start in the original] of pieces that the text and the decoded original share
  text TEXT NOT NULL,
  salt BLOB NOT NULL
);
CREATE INDEX reports_text ON reports(text_hash);

CREATE TABLE originals (                    -- the bytes as they were read; NULL when redacted
  doc_id TEXT NOT NULL PRIMARY KEY REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,
  bytes BLOB
);

CREATE TABLE sketches (                     -- what tells near copies: the number of word sequences, and the smallest of their checksums
  doc_id TEXT NOT NULL PRIMARY KEY REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,
  size INTEGER NOT NULL,
  checksums BLOB NOT NULL
);

CREATE TABLE named (                        -- reports by a small number, and whether their year is open
  report INTEGER PRIMARY KEY,
  doc_id TEXT NOT NULL UNIQUE REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,
  open INTEGER NOT NULL,
  salt BLOB NOT NULL
);

CREATE TABLE names (                        -- which reports hold which capitalised word (a hash of it): rare ones date each other's reports
  name INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES named(report) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (name, report)
) WITHOUT ROWID;
CREATE INDEX names_report ON names(report);

CREATE TABLE undated (                      -- reports that came since dates were last settled
  doc_id TEXT NOT NULL PRIMARY KEY REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE claims (                       -- one row a claim, as it counts: human decisions applied
  claim_id TEXT NOT NULL PRIMARY KEY,
  doc_id TEXT NOT NULL REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,                -- place in the report, from 0
  review TEXT NOT NULL,                     -- machine | accepted | edited | rejected
  type TEXT NOT NULL,
  subtype TEXT,
  status TEXT NOT NULL,
  place TEXT,
  place_id TEXT,
  lat REAL,
  lon REAL,
  precision TEXT,
  radius_km REAL,
  admin1 TEXT,
  country TEXT,
  time_start TEXT,
  time_end TEXT,
  time_precision TEXT,
  trigger TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence REAL NOT NULL,
  coder TEXT NOT NULL,
  salt BLOB NOT NULL
);
CREATE INDEX claims_report ON claims(doc_id, position);
CREATE INDEX claims_time ON claims(time_start);

CREATE TABLE records (                      -- the contract's JSON of each claim
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims(claim_id) DEFERRABLE INITIALLY DEFERRED,
  record TEXT NOT NULL,                     -- as it counts
  machine TEXT                              -- as the coder read it, where that differs; NULL: the same
);

CREATE TABLE parties (
  claim_id TEXT NOT NULL REFERENCES claims(claim_id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,                       -- actor | recipient
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  actor_id TEXT,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (claim_id, role, position)
);
CREATE INDEX parties_actor ON parties(actor_id);

CREATE TABLE losses (
  claim_id TEXT NOT NULL REFERENCES claims(claim_id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  low INTEGER,
  best INTEGER,
  high INTEGER,
  words TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (claim_id, position)
);

CREATE TABLE chain (                        -- according to whom, outermost first
  claim_id TEXT NOT NULL REFERENCES claims(claim_id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  source_id TEXT,
  kind TEXT NOT NULL,
  anonymous INTEGER NOT NULL,
  manner TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (claim_id, position)
);
CREATE INDEX chain_name ON chain(name);

CREATE TABLE unlinked (                     -- reports whose claims changed since the events were last made
  doc_id TEXT NOT NULL PRIMARY KEY REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stories (                      -- what one report says on one act, as linking compares it
  story INTEGER PRIMARY KEY,
  doc_id TEXT NOT NULL REFERENCES reports(doc_id) DEFERRABLE INITIALLY DEFERRED,
  claims TEXT NOT NULL,                     -- JSON: claim ids
  facets TEXT NOT NULL,                     -- JSON
  core INTEGER REFERENCES stories(story) DEFERRABLE INITIALLY DEFERRED,   -- the story around which its event gathers; may be itself
  score REAL,                               -- how well it goes with the core
  salt BLOB NOT NULL
);
CREATE INDEX stories_report ON stories(doc_id);
CREATE INDEX stories_core ON stories(core);

CREATE TABLE blocks (                       -- where stories meet that are worth comparing
  key INTEGER NOT NULL,
  core INTEGER NOT NULL,                    -- 1: the story is a core
  rank INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES stories(story) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (key, core, rank, story)
) WITHOUT ROWID;
CREATE INDEX blocks_story ON blocks(story);

CREATE TABLE events (
  event_id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  reports INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  contradictions INTEGER NOT NULL,          -- fields on which independent origins contradict each other
  place TEXT,
  lat REAL,
  lon REAL,
  country TEXT,
  time_start TEXT,
  time_end TEXT,
  killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
  injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
  record TEXT NOT NULL,                     -- the contract's JSON
  salt BLOB NOT NULL
);

CREATE TABLE members (                      -- which claims tell an event
  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims(claim_id) DEFERRABLE INITIALLY DEFERRED,
  event_id TEXT NOT NULL REFERENCES events(event_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX members_event ON members(event_id);

CREATE TABLE decisions (                    -- what people decided, in the order of `at`
  decision_id TEXT NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,                     -- accept | reject | edit | split | merge | undo
  target TEXT NOT NULL,                     -- JSON: ids of claims, or of the decision that is undone
  before TEXT,                              -- JSON
  after TEXT,                               -- JSON
  why TEXT NOT NULL,
  salt BLOB NOT NULL
);

CREATE TABLE redactions (                   -- what was removed for good
  redaction INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  what TEXT NOT NULL,                       -- "a name" | "a report"; never the name itself
  touched TEXT NOT NULL,                    -- JSON: [unit, key] of everything that it changed
  scrubbed INTEGER NOT NULL,                -- 1 when the file's free pages have been cleared as well
  salt BLOB NOT NULL
);
