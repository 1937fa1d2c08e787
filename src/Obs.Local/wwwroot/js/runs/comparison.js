import { h } from '../dom/h.js';
import { drawScroll } from '../dom/scroll.js';
import { rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';

const FIGURES = [
  ['rate', 'Rate', rate],
  ['faultRate', 'Faults', share],
  ['p50', 'p50', duration],
  ['p95', 'p95', duration],
  ['p99', 'p99', duration],
];

/** Two runs side by side: every service and its operations, each figure before and after; what is more than chance is marked. */
export function drawRunComparison({ base, other, rows }) {
  return drawScroll(
    `${base} against ${other}`,
    { key: 'comparison' },
    h(
      'table',
      { class: 'table run-comparison' },
      h('caption', null, `${base} → ${other}; ★ differs by more than chance would make it, at 99 in 100`),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Service, operation'), FIGURES.map(([name, title]) => h('th', { key: name, scope: 'col', class: 'number' }, title)))),
      h(
        'tbody',
        null,
        rows.map(row =>
          h(
            'tr',
            { key: `${row.service}|${row.operation}`, 'data-compared': row.operation ?? row.service },
            h('th', { scope: 'row', class: row.operation ? 'is-operation' : '' }, row.operation ?? row.service),
            FIGURES.map(([name, , format]) => h('td', { key: name, class: 'number' }, drawFigure(row, name, format))),
          ),
        ),
      ),
    ),
  );
}

function drawFigure({ base, other, differs }, name, format) {
  if (!base || !other) {
    return h('span', { class: 'none' }, base ? 'gone' : 'new');
  }

  const [before, after] = [format(base[name]), format(other[name])];
  return [before === after ? after : `${before} → ${after}`, differs[name] && h('span', { role: 'img', 'aria-label': 'more than chance' }, ' ★')];
}
