/** One file of c8's `coverage-summary.json`. */
export interface FileCoverage {
  lines: { total: number; covered: number };
}

/** A room whose lines are covered by less than its floor. */
export interface LowRoom {
  room: string;
  percent: number;
  floor: number;
}

/**
 * Returns the rooms under their floor, a share of lines in percent. A file counts for the room with the longest path that it is
 * in; a room that no file is in has no lines that are covered.
 */
export function lowRooms(
  files: Readonly<Record<string, FileCoverage>>,
  floors: Readonly<Record<string, number>>,
): LowRoom[] {
  const rooms = Object.keys(floors).sort((left, right) => right.length - left.length);
  const sums = new Map(rooms.map((room) => [room, { total: 0, covered: 0 }]));
  for (const [path, { lines }] of Object.entries(files)) {
    const sum = sums.get(rooms.find((room) => path.startsWith(`${room}/`)) ?? "");
    if (sum !== undefined) {
      sum.total += lines.total;
      sum.covered += lines.covered;
    }
  }
  return Object.entries(floors).flatMap(([room, floor]) => {
    const { total, covered } = sums.get(room) ?? { total: 0, covered: 0 };
    const percent = total === 0 ? 0 : Math.floor((1000 * covered) / total) / 10;
    return percent < floor ? [{ room, percent, floor }] : [];
  });
}
