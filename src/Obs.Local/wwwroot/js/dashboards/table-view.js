import { h } from '../dom/h.js';
import { drawScroll } from '../dom/scroll.js';
import { clock } from '../format/time.js';
import { figure } from './figures.js';

const MOST_TIMES = 30;
const SUMMARIES = {
  MIN: values => Math.min(...values),
  MAX: values => Math.max(...values),
  SUM: values => values.reduce((sum, value) => sum + value, 0),
  AVG: values => SUMMARIES.SUM(values) / values.length,
};

/** A metric widget as a table: a line for each series with its summaries and, unless left out, its newest values; `vertical` turns it. */
export function drawTableView({ name, properties, times, series }) {
  const rows = toTableRows({ times, series, table: properties.table ?? {} });
  const turned = properties.table?.layout === 'vertical' ? rows[0].map((_, column) => rows.map(row => row[column])) : rows;
  const [head, ...body] = turned;
  return drawScroll(
    name,
    { class: `scroll${properties.table?.stickySummary ? ' is-sticky' : ''}`, key: 'table-view' },
    h(
      'table',
      { class: 'table' },
      h('thead', null, h('tr', null, head.map((text, column) => h('th', { key: column, scope: 'col', class: column > 0 ? 'number' : '' }, text)))),
      h(
        'tbody',
        null,
        body.map((row, index) =>
          h(
            'tr',
            { key: index },
            row.map((text, column) => (column === 0 ? h('th', { key: 'name', scope: 'row' }, text) : h('td', { key: column, class: 'number' }, text))),
          ),
        ),
      ),
    ),
  );
}

/** Head and rows as texts. */
export function toTableRows({ times, series, table }) {
  const summaries = (table.summaryColumns ?? Object.keys(SUMMARIES)).filter(name => name in SUMMARIES);
  const shown = table.showTimeSeriesData === false ? [] : times.map((_, index) => index).reverse().slice(0, MOST_TIMES);
  return [
    ['Series', ...summaries, ...shown.map(index => clock(times[index]))],
    ...series.map(({ label, values }) => {
      const known = values.filter(value => value !== null);
      return [label, ...summaries.map(name => (known.length === 0 ? '–' : figure(SUMMARIES[name](known)))), ...shown.map(index => figure(values[index]))];
    }),
  ];
}
