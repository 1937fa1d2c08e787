import { h } from '../dom/h.js';
import { count } from '../format/numbers.js';
import { clock, duration } from '../format/time.js';
import { logTicks, timeTicks } from './ticks.js';

const WIDTH = 1_000;
const HEIGHT = 220;

/** The cells of a heat map in a square of 1 by 1, the origin on top: `{ x, y, width, height, count, share, time, low, high }`. */
export function toCells({ columns, period, bandsPerPower }, { from, to }) {
  const bands = columns.flatMap(column => column.bands.map(([band]) => band));
  if (bands.length === 0) {
    return { cells: [], low: 1, high: 10 };
  }

  const [first, last] = [Math.min(...bands), Math.max(...bands) + 1];
  const most = Math.max(...columns.flatMap(column => column.bands.map(([, number]) => number)));
  const edge = band => 10 ** (band / bandsPerPower);
  const cells = columns.flatMap(({ time, bands: own }) =>
    own.map(([band, number]) => ({
      x: (time - from) / (to - from),
      width: (period * 1_000) / (to - from),
      y: (last - band - 1) / (last - first),
      height: 1 / (last - first),
      count: number,
      // The eye tells few dark steps apart; a root leaves the rare ones visible.
      share: Math.sqrt(number / most),
      time,
      low: edge(band),
      high: edge(band + 1),
    })),
  );
  return { cells, low: edge(first), high: edge(last) };
}

/** How durations are distributed over time; a click on a cell answers with its time and its durations. */
export function drawHeatMap(heat, range, { title, onCell }) {
  const { cells, low, high } = toCells(heat, range);
  const place = value => 100 * (1 - Math.log(value / low) / Math.log(high / low));
  return h(
    'figure',
    { class: 'chart heat', key: 'heat', 'aria-label': `${title}: how durations are distributed over time` },
    h('figcaption', { class: 'legend' }, h('span', { class: 'legend-title' }, title), h('span', null, 'the darker, the more requests; a click shows the traces')),
    h(
      'div',
      { class: 'heat-plot' },
      logTicks(low, high).map(value => h('span', { key: value, class: 'heat-tick', style: { top: `${place(value)}%` } }, duration(value))),
      h(
        'svg',
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        cells.map(cell =>
          h(
            'rect',
            {
              key: `${cell.time}|${cell.low}`,
              class: 'heat-cell',
              x: (cell.x * WIDTH).toFixed(2),
              y: (cell.y * HEIGHT).toFixed(2),
              width: (cell.width * WIDTH).toFixed(2),
              height: (cell.height * HEIGHT).toFixed(2),
              'fill-opacity': (0.08 + 0.92 * cell.share).toFixed(2),
              onclick: () => onCell(cell, heat.period),
            },
            h('title', null, `${clock(cell.time)}: ${count(Math.round(cell.count))} from ${duration(cell.low)} to ${duration(cell.high)}`),
          ),
        ),
      ),
    ),
    h(
      'div',
      { class: 'heat-times', 'aria-hidden': 'true' },
      timeTicks(range.from, range.to, 10)
        .filter(time => (time - range.from) / (range.to - range.from) > 0.03)
        .map(time =>
        h('span', { key: time, style: { left: `${(100 * (time - range.from)) / (range.to - range.from)}%` } }, clock(time).replace(/:00$/, '')),
      ),
    ),
  );
}

/** Columns for a range: at most 90 of them, none shorter than what a service publishes at once. */
export function heatPeriod({ from, to }, finest) {
  const steps = [10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400].filter(seconds => seconds >= finest);
  return steps.find(seconds => (to - from) / 1_000 / seconds <= 90) ?? 86_400;
}
