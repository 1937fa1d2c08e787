// Clocks on one network agree about to this, and a trace does not become clearer by less.
const LEAST_SKEW = 5;
const CALLS = new Set(['http', 'aws', 'local']);

/**
 * Where clocks differ: a segment that cannot have run when it says, as it begins before its caller called or ends after the caller had its
 * answer; `{ service, caller, offset }` with what its times are ahead, in milliseconds, once for each service.
 */
export function findSkews(rows) {
  const skews = new Map();
  shiftsOf(rows, (row, caller, shift) => {
    if (Math.abs(shift) >= LEAST_SKEW && !skews.has(row.service)) {
      skews.set(row.service, { service: row.service, caller: caller.service, offset: -shift });
    }
  });
  return [...skews.values()];
}

/** The trace with those segments, and all below them, moved to the middle of the time in which they were called. */
export function withoutSkew(trace) {
  const shifts = shiftsOf(trace.rows);
  const moved = trace.rows.map(row => ({ ...row, start: row.start + (shifts.get(row.id) ?? 0) }));
  const first = Math.min(...moved.map(row => row.start));
  return {
    ...trace,
    startTime: trace.startTime + first,
    duration: Math.max(...moved.map(row => row.start - first + (row.duration ?? 0))),
    rows: moved.map(row => ({ ...row, start: row.start - first })),
  };
}

// By row the shift of its subtree; callers come before what they call, and theirs is part of it.
function shiftsOf(rows, onSegment = () => {}) {
  const byId = new Map(rows.map(row => [row.id, row]));
  const shifts = new Map();
  const shiftOf = (row, depth = 0) => {
    if (!shifts.has(row.id)) {
      const caller = byId.get(row.parentId);
      // A row that is its own caller is nobody's work to place.
      const above = caller && caller !== row && depth < rows.length ? shiftOf(caller, depth + 1) : 0;
      const own = caller && isCall(row, caller) ? gap(row, caller) : 0;
      shifts.set(row.id, above + own);
      own !== 0 && onSegment(row, caller, own);
    }

    return shifts.get(row.id);
  };
  rows.forEach(row => shiftOf(row));
  return shifts;
}

function isCall(row, caller) {
  return row.kind === 'server' && row.service !== caller.service && CALLS.has(caller.kind) && row.duration !== null && caller.duration !== null;
}

// How far a segment has to move to lie within its call. One that outlasts the call was not waited for, and tells nothing.
function gap(row, caller) {
  const spare = caller.duration - row.duration;
  const from = row.start - caller.start;
  return spare < 0 || (from >= 0 && from <= spare) ? 0 : spare / 2 - from;
}
