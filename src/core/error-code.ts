/**
 * Who has to act on an error: `usage` (the call or an input file is wrong), `finding` (what was judged is not good),
 * `environment` (this machine: network, port, disk, Node).
 */
export type ErrorKind = "usage" | "finding" | "environment";

/** Every stable error code with its kind. Codes are never reused for another meaning; messages may change, codes not. */
export const errorKinds = {
  // the call, and the files it names
  ERR_USAGE: "usage",
  ERR_COMMAND_ABSENT: "usage",
  ERR_FILE_READ: "usage",
  ERR_FILE_EXISTS: "usage",
  ERR_FILE_TOO_LARGE: "usage",
  ERR_CATALOG: "usage",
  ERR_CATALOG_MISSING: "usage",
  ERR_TEMPLATE: "usage",
  ERR_MODEL_UNKNOWN: "usage",
  ERR_MODEL_WITHOUT_LABEL: "usage",
  ERR_MODEL_WITHOUT_SCHEME: "usage",
  ERR_PATTERN: "usage",
  ERR_SERIALS_FILE: "usage",
  ERR_SERIAL_FIELDS: "usage",
  ERR_RANGE_UNKNOWN: "usage",
  ERR_TABLE: "usage",
  ERR_MANIFEST_FILE: "usage",
  ERR_STATE_FILE: "usage",
  ERR_ENDPOINT: "usage",
  ERR_NOT_LOOPBACK: "usage",
  ERR_LIVE_GUARD: "usage",
  ERR_SECRET_MISSING: "usage",
  ERR_SECRET_FILE: "usage",
  ERR_OUTPUT_FORMAT: "usage",
  ERR_SIMULATOR_STATE: "usage",
  ERR_CONTROL_TOKEN: "usage",
  ERR_CONTROL_ROUTE: "usage",
  ERR_CASE_UNKNOWN: "usage",
  // what was judged
  ERR_DSN: "finding",
  ERR_SYMBOL_CHARACTER: "finding",
  ERR_SYMBOL_ENCODE: "finding",
  ERR_LABEL: "finding",
  ERR_GLYPH_MISSING: "finding",
  ERR_IMAGE_FORMAT: "finding",
  ERR_IMAGE_DAMAGED: "finding",
  ERR_IMAGE_TOO_LARGE: "finding",
  ERR_IMAGE_READ: "finding",
  ERR_MANIFEST_BLOCKED: "finding",
  ERR_SERIALS_EXHAUSTED: "finding",
  ERR_SERIALS_OVERLAP: "finding",
  ERR_SERIALS_STATE: "finding",
  // the line service's answers
  ERR_REQUEST_BODY: "usage",
  ERR_SCAN_CONFLICT: "finding",
  ERR_SCAN_UNKNOWN: "finding",
  ERR_STATION_UNKNOWN: "usage",
  ERR_OVERLOADED: "environment",
  ERR_SHUTTING_DOWN: "environment",
  ERR_ROUTE_UNKNOWN: "usage",
  ERR_METHOD: "usage",
  ERR_MEDIA_TYPE: "usage",
  ERR_BODY_TOO_LARGE: "usage",
  ERR_HEADERS_TOO_LARGE: "usage",
  ERR_REQUEST_HTTP: "usage",
  ERR_REQUEST_TIMEOUT: "usage",
  ERR_HOST: "usage",
  // this machine
  ERR_NODE_OLD: "environment",
  ERR_NETWORK: "environment",
  ERR_PORT_TAKEN: "environment",
  ERR_DISK: "environment",
  ERR_LEDGER: "environment",
  ERR_WORKER: "environment",
  ERR_STOPPED: "environment",
  ERR_INTERNAL: "environment",
} as const satisfies Readonly<Record<string, ErrorKind>>;

/** A stable error code, as printed by the command line, sent in problem+json and matched by tests. */
export type ErrorCode = keyof typeof errorKinds;
