import { h } from '../dom/h.js';
import { groupBy } from '../app/group.js';
import { sparkline } from '../charts/sparkline.js';
import { count, significant } from '../format/numbers.js';

const MOST_STEPS = 1_000;

/** What the application counts for itself: each metric once, with a row per set of dimensions. */
export function drawBusiness(metrics) {
  if (metrics.length === 0) {
    return h('p', { class: 'none' }, 'No business metrics in this range.');
  }

  const byName = groupBy(
    metrics.toSorted((a, b) => b.sum - a.sum),
    metric => `${metric.namespace}|${metric.name}`,
  );
  return h(
    'div',
    { class: 'business' },
    [...byName.entries()].map(([key, series]) =>
      h(
        'article',
        { key },
        h(
          'h3',
          null,
          series[0].name,
          h('span', { class: 'sub' }, series[0].unit && series[0].unit !== 'None' ? series[0].unit : series[0].namespace),
        ),
        h('table', { class: 'table business-table' }, h('tbody', null, series.slice(0, 8).map(drawSeries))),
        series.length > 8 && h('p', { class: 'none' }, `and ${count(series.length - 8)} smaller`),
      ),
    ),
  );
}

function drawSeries(metric) {
  const dimensions = Object.entries(metric.dimensions ?? {}).filter(([name]) => name !== 'Environment');
  const own = dimensions.filter(([name]) => name !== 'Service');
  const title = (own.length > 0 ? own : dimensions).map(([, value]) => value).join(' · ');
  return h(
    'tr',
    { key: dimensions.map(pair => pair.join('=')).join(','), title: dimensions.map(pair => pair.join(' = ')).join(', ') },
    h('th', { scope: 'row' }, title || 'all'),
    h(
      'td',
      { class: 'spark-cell' },
      sparkline(withGaps(metric.timestamps ?? [], metric.values ?? []), { label: `${metric.name} over time`, tone: 'ink' }),
    ),
    h('td', { class: 'number strong' }, Number.isInteger(metric.sum) ? count(metric.sum) : significant(metric.sum)),
  );
}

/** Values in even steps of time, with null where no window was received. */
export function withGaps(timestamps, values) {
  const step = Math.min(...timestamps.slice(1).map((time, index) => time - timestamps[index]));
  if (!Number.isFinite(step) || step <= 0) {
    return values;
  }

  const filled = new Array(Math.min(MOST_STEPS, Math.round((timestamps.at(-1) - timestamps[0]) / step) + 1)).fill(null);
  timestamps.forEach((time, index) => {
    filled[Math.round((time - timestamps[0]) / step)] = values[index];
  });
  return filled;
}
