/** One step of the schema. Never edited once released: its checksum is stored in every ledger it was applied to. */
export interface Migration {
  /** 1, 2, 3, … */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Every step of the schema, oldest first. Forward only: to change something, add a step. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: "scans-units-images",
    sql: `
CREATE TABLE scan (
  seq INTEGER PRIMARY KEY,
  scan_id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  station TEXT NOT NULL,
  request TEXT NOT NULL,
  verdict TEXT NOT NULL,
  device_model TEXT,
  dsn TEXT,
  answer TEXT NOT NULL
) STRICT;
CREATE TABLE unit (
  device_model TEXT NOT NULL,
  dsn TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (device_model, dsn)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_event (
  id INTEGER PRIMARY KEY,
  device_model TEXT NOT NULL,
  dsn TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who <> ''),
  why TEXT NOT NULL CHECK (why <> ''),
  FOREIGN KEY (device_model, dsn) REFERENCES unit (device_model, dsn)
) STRICT;
CREATE INDEX unit_event_of_unit ON unit_event (device_model, dsn, id);
CREATE TABLE scan_image (
  scan_seq INTEGER PRIMARY KEY REFERENCES scan (seq),
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER scan_is_not_changed BEFORE UPDATE ON scan BEGIN SELECT RAISE(ABORT, 'a scan is never changed'); END;
CREATE TRIGGER scan_is_not_deleted BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'a scan is never deleted'); END;
CREATE TRIGGER unit_event_is_not_changed BEFORE UPDATE ON unit_event
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER unit_event_is_not_deleted BEFORE DELETE ON unit_event
  BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
`,
  },
];
