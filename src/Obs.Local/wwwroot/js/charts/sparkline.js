import { h } from '../dom/h.js';

const WIDTH = 120;
const HEIGHT = 28;
// How wide a value between two gaps is drawn.
const LONE = 1.5;

/** A small chart without axes: an area of `values`, and over it, darker, the part of them that is `marked`. Gaps stay gaps. */
export function sparkline(values, { marked, label, tone = 'ink' } = {}) {
  const top = Math.max(...values.map(value => value ?? 0), 0) || 1;
  return h(
    'svg',
    { class: `sparkline tone-${tone}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    runs(values).map((run, index) => h('path', { key: `a${index}`, class: 'spark-area', d: area(run, values.length, top) })),
    runs(values).map((run, index) => h('path', { key: `l${index}`, class: 'spark-line', d: line(run, values.length, top) })),
    marked && runs(marked).map((run, index) => h('path', { key: `m${index}`, class: 'spark-marked', d: marks(run, marked.length, top) })),
  );
}

/** Neighbouring values that are there: `[{ index, value }, …]`. */
export function runs(values) {
  const found = [];
  let run = [];
  values.forEach((value, index) => {
    if (value === null || value === undefined) {
      run = [];
      return;
    }

    if (run.length === 0) {
      found.push(run);
    }

    run.push({ index, value });
  });
  return found;
}

function line(run, length, top) {
  return `M${run.map(point => place(point, length, top)).join('L')}${run.length === 1 ? `h${LONE}` : ''}`;
}

function area(run, length, top) {
  const first = x(run[0].index, length);
  const last = run.at(-1).index === run[0].index ? Number(first) + LONE : x(run.at(-1).index, length);
  return `M${first} ${HEIGHT}L${run.map(point => place(point, length, top)).join('L')}L${last} ${HEIGHT}Z`;
}

// From the very bottom: none is no mark at all.
function marks(run, length, top) {
  const points = run.map(({ index, value }) => `${x(index, length)} ${(HEIGHT - (value / top) * (HEIGHT - 4)).toFixed(1)}`);
  return `M${x(run[0].index, length)} ${HEIGHT}L${points.join('L')}L${x(run.at(-1).index, length)} ${HEIGHT}Z`;
}

function place({ index, value }, length, top) {
  return `${x(index, length)} ${(HEIGHT - 1.5 - (value / top) * (HEIGHT - 4)).toFixed(1)}`;
}

function x(index, length) {
  return (length < 2 ? 0 : (index / (length - 1)) * WIDTH).toFixed(1);
}
