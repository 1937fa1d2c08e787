import { outcomeOf } from '../dom/outcome.js';

// What lies closer together than this, in percent of the width, is one to the eye.
const CLOSE = 0.1;

/**
 * Pieces of time that are in view, `{ start, end, outcome }` by time, those of one outcome that touch put together: thousands of alike rows
 * are drawn as what can be seen of them.
 */
export function runsOf(pieces, zoom) {
  const runs = [];
  const last = new Map();
  const near = ((zoom.to - zoom.from) * CLOSE) / 100;
  for (const { start, end, row } of pieces.toSorted((a, b) => a.start - b.start)) {
    if (end < zoom.from || start > zoom.to) {
      continue;
    }

    const outcome = row ? outcomeOf(row) : 'ok';
    const run = last.get(outcome);
    if (run && start - run.end <= near) {
      run.end = Math.max(run.end, end);
    } else {
      const begun = { start, end, outcome };
      runs.push(begun);
      last.set(outcome, begun);
    }
  }

  return runs;
}
