import { h } from '../dom/h.js';
import { HUES } from '../charts/hues.js';
import { drawPie } from '../charts/pie.js';
import { sparkline } from '../charts/sparkline.js';
import { significant, shortCount } from '../format/numbers.js';
import { newest } from './series.js';

/** A number of no known unit. */
export function figure(value) {
  return value === null || value === undefined
    ? '–'
    : value !== 0 && Math.abs(value) < 0.005
      ? value.toExponential(1)
      : Math.abs(value) < 1_000 && !Number.isInteger(value)
        ? significant(value)
        : shortCount(Math.round(value));
}

/** A metric widget that shows the newest value of each line: as figures, on a gauge, as shares or as bars. */
export function drawFigures({ properties, series }) {
  switch (properties.view) {
    case 'singleValue':
      return h('div', { class: 'figures', key: 'figures' }, series.map((line, index) => drawFigure(line, index, properties)));
    case 'gauge':
      return h('div', { class: 'figures', key: 'figures' }, series.map((line, index) => drawGauge(line, index, properties.yAxis?.left)));
    case 'pie':
      return drawPie(
        series.map(({ label, color, values }, index) => ({
          label,
          value: newest(values),
          text: figure(newest(values)),
          color: color ?? HUES[index % HUES.length],
        })),
      );
    default:
      return drawBars(series.map(({ label, values }) => ({ label, value: newest(values) })));
  }
}

function drawFigure({ label, values }, index, { sparkline: withLine, singleValueFullPrecision: inFull }) {
  return h(
    'div',
    { class: 'figure', key: index },
    h('b', null, inFull ? String(newest(values) ?? '–') : figure(newest(values))),
    h('span', { class: 'sub' }, label),
    withLine && sparkline(values, { label: `${label} over time` }),
  );
}

function drawGauge({ label, values }, index, { min = 0, max = 100 } = {}) {
  const value = newest(values);
  return h(
    'div',
    { class: 'figure', key: index },
    h('b', null, figure(value)),
    h('meter', { min, max, value: value ?? min, 'aria-label': label }),
    h('span', { class: 'sub' }, `${label} · ${figure(min)} to ${figure(max)}`),
  );
}

/** Values as bars beside each other's names. */
export function drawBars(bars) {
  const most = Math.max(...bars.map(({ value }) => value ?? 0), 1e-12);
  return h(
    'table',
    { class: 'table', key: 'bars' },
    h(
      'tbody',
      null,
      bars.map(({ label, value }, index) =>
        h(
          'tr',
          { key: index },
          h('th', { scope: 'row' }, label),
          h('td', { class: 'bar-cell' }, h('span', { class: 'value-bar', style: { width: `${Math.max(0, ((value ?? 0) / most) * 100)}%` } })),
          h('td', { class: 'number' }, figure(value)),
        ),
      ),
    ),
  );
}
