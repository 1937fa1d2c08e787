import { h } from '../dom/h.js';
import { clock } from '../format/time.js';
import { count } from '../format/numbers.js';

const BINS = 60;
const WORST = ['Critical', 'Error', 'Warning'];

/** How many entries per bin of time, with warnings and errors told apart; a click on a bar shows only its time. */
export function drawLogBars(entries, scope, truncated, onRange) {
  // Bars before the oldest entry that was loaded would say "none" where the truth is "not asked for".
  const from = truncated ? Math.min(...entries.map(entry => entry.timestamp)) : scope.from;
  const bins = binEntries(entries, from, scope.to);
  const most = Math.max(...bins.map(bin => bin.total), 1);
  return h(
    'div',
    { class: 'log-bars', key: 'bars', role: 'group', 'aria-label': 'Entries over time' },
    h(
      'div',
      { class: 'log-bars-plot' },
      bins.map((bin, index) =>
        h(
          'button',
          {
            key: index,
            type: 'button',
            tabindex: '-1',
            disabled: bin.total === 0,
            onclick: () => onRange(bin.from, bin.to),
            title: `${clock(bin.from)}: ${count(bin.total)} entries${bin.warning ? `, ${bin.warning} warnings` : ''}${bin.error ? `, ${bin.error} errors` : ''}`,
          },
          h('i', { class: 'bar-error', style: { height: `${(bin.error / most) * 100}%` } }),
          h('i', { class: 'bar-warning', style: { height: `${(bin.warning / most) * 100}%` } }),
          h('i', { class: 'bar-other', style: { height: `${((bin.total - bin.error - bin.warning) / most) * 100}%` } }),
        ),
      ),
    ),
    h(
      'p',
      { class: 'log-bars-axis', 'aria-hidden': 'true' },
      h('span', null, clock(from)),
      h('span', null, `at most ${count(most)} a bar`),
      h('span', null, clock(scope.to)),
    ),
  );
}

/** Counts of entries in equal bins of time. */
export function binEntries(entries, from, to) {
  const width = Math.max(1, (to - from) / BINS);
  const bins = Array.from({ length: BINS }, (_, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width,
    total: 0,
    warning: 0,
    error: 0,
  }));
  for (const entry of entries) {
    const bin = bins[Math.min(BINS - 1, Math.floor((entry.timestamp - from) / width))];
    if (bin) {
      bin.total++;
      bin.warning += entry.level === 'Warning' ? 1 : 0;
      bin.error += WORST.slice(0, 2).includes(entry.level) ? 1 : 0;
    }
  }

  return bins;
}
