import { h } from '../dom/h.js';
import { clock } from '../format/time.js';
import { count } from '../format/numbers.js';

/** A bar for each bin of time; a click shows only its time. */
export function drawBinBars(bins, onRange) {
  const most = Math.max(...bins.map(bin => bin.count), 1);
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return h(
    'div',
    { class: 'log-bars', key: 'bars', role: 'group', 'aria-label': `Entries over time, ${count(total)} in all` },
    h(
      'div',
      { class: 'log-bars-plot' },
      bins.map(bin =>
        h(
          'button',
          {
            key: bin.from,
            type: 'button',
            tabindex: '-1',
            disabled: bin.count === 0,
            onclick: () => onRange(bin.from, bin.to),
            title: `${clock(bin.from)}: ${count(bin.count)} entries`,
          },
          h('i', { class: 'bar-other', style: { height: `${(bin.count / most) * 100}%` } }),
        ),
      ),
    ),
    h(
      'p',
      { class: 'log-bars-axis', 'aria-hidden': 'true' },
      h('span', null, bins.length > 0 ? clock(bins[0].from) : ''),
      h('span', null, `at most ${count(most)} a bar`),
      h('span', null, bins.length > 0 ? clock(bins.at(-1).to) : ''),
    ),
  );
}
