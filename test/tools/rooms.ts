/** The rooms of src/, top first: each may import only rooms above it. `core` stands for the files of src/core/ itself. */
export const rooms = [
  "core",
  "core/pattern",
  "core/dsn",
  "core/symbol",
  "core/raster",
  "core/layout",
  "core/catalog",
  "core/verdict",
  "core/camera",
  "core/quality",
  "config",
  "sheet",
  "ledger",
  "reader",
  "press",
  "margin",
  "preflight",
  "manifest",
  "exchange",
  "simulator",
  "web",
  "line",
  "rehearsal",
  "cli",
] as const;

/** A room of src/, as its folder below src/. */
export type Room = (typeof rooms)[number];

/** The room of a file, given as `src/…` with forward slashes; undefined when it stands in none. */
export function roomOf(file: string): Room | undefined {
  if (/^src\/core\/[^/]+$/.test(file)) return "core";
  return rooms.find((room) => room !== "core" && file.startsWith(`src/${room}/`));
}

/** The rooms that a room may import: those above it; the simulator, as an independent oracle, only `core` itself. */
export function roomsOpenTo(room: Room): readonly Room[] {
  if (room === "simulator") return ["core"];
  return rooms.slice(0, rooms.indexOf(room));
}
