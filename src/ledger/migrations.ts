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
  {
    version: 2,
    name: "serial-ranges",
    // range_span is each range cut into pieces of one state; a unit that went its own way has a row in range_unit, which
    // then counts instead of the piece. Both follow from the events, whose ids are in one order with those of unit_event.
    sql: `
CREATE TABLE serial_range (
  id INTEGER PRIMARY KEY,
  device_model TEXT NOT NULL,
  head TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 15),
  rest TEXT NOT NULL,
  counter_from INTEGER NOT NULL,
  counter_to INTEGER NOT NULL,
  holes TEXT NOT NULL,
  serial_count INTEGER NOT NULL CHECK (serial_count > 0),
  first_dsn TEXT NOT NULL,
  last_dsn TEXT NOT NULL,
  fields TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who <> ''),
  why TEXT NOT NULL CHECK (why <> ''),
  CHECK (0 <= counter_from AND counter_from <= counter_to)
) STRICT;
CREATE INDEX serial_range_by_head ON serial_range (device_model, head, width, counter_from, counter_to);
CREATE TABLE serial_shape (
  device_model TEXT NOT NULL,
  head_length INTEGER NOT NULL,
  width INTEGER NOT NULL,
  PRIMARY KEY (device_model, head_length, width)
) STRICT, WITHOUT ROWID;
CREATE TABLE range_event (
  id INTEGER PRIMARY KEY,
  range_id INTEGER NOT NULL REFERENCES serial_range (id),
  counter_from INTEGER NOT NULL,
  counter_to INTEGER NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who <> ''),
  why TEXT NOT NULL CHECK (why <> ''),
  CHECK (counter_from <= counter_to)
) STRICT;
CREATE INDEX range_event_of_range ON range_event (range_id, id);
CREATE TABLE range_span (
  range_id INTEGER NOT NULL REFERENCES serial_range (id),
  counter_from INTEGER NOT NULL,
  counter_to INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (range_id, counter_from),
  CHECK (counter_from <= counter_to)
) STRICT, WITHOUT ROWID;
CREATE TABLE range_unit (
  range_id INTEGER NOT NULL REFERENCES serial_range (id),
  counter INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (range_id, counter)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER serial_range_does_not_overlap BEFORE INSERT ON serial_range
  WHEN EXISTS (
    SELECT 1 FROM serial_range WHERE device_model = NEW.device_model AND head = NEW.head AND width = NEW.width
      AND rest = NEW.rest AND counter_from <= NEW.counter_to AND counter_to >= NEW.counter_from
  )
  BEGIN SELECT RAISE(ABORT, 'ranges of one series never overlap'); END;
CREATE TRIGGER serial_range_is_not_changed BEFORE UPDATE ON serial_range
  BEGIN SELECT RAISE(ABORT, 'a range is never changed'); END;
CREATE TRIGGER serial_range_is_not_deleted BEFORE DELETE ON serial_range
  BEGIN SELECT RAISE(ABORT, 'a range is never deleted'); END;
CREATE TRIGGER range_event_is_not_changed BEFORE UPDATE ON range_event
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER range_event_is_not_deleted BEFORE DELETE ON range_event
  BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
`,
  },
];
