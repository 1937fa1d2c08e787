import { h } from '../dom/h.js';
import { drawState } from '../alarms/state.js';
import { HUES } from '../charts/hues.js';
import { drawPie } from '../charts/pie.js';
import { createResultChart } from '../insights/result-chart.js';
import { drawResultTable } from '../insights/result-table.js';
import { toParts } from '../insights/results.js';
import { createMetricChart } from './metric-chart.js';
import { drawBars, drawFigures, figure } from './figures.js';
import { markdown } from './markdown.js';
import { drawTableView } from './table-view.js';

const ROWS = 100;
const LINES = new Set(['timeSeries', undefined]);
const OVER_TIME = new Set(['timeSeries', 'bar']);

/** Draws widgets; each keeps its chart from one load to the next. Where a view draws two dashboards, the prefix keeps their ids apart. */
export function createWidgets(app, onRange, prefix = '') {
  const charts = new Map();

  function chartOf(key, create) {
    return charts.get(key) ?? charts.set(key, create()).get(key);
  }

  /** One widget at its place in the grid, with what became of it where that is known. */
  function draw(widget, range, change) {
    const { index, type, name, x, y, width, height, properties } = widget;
    return h(
      'section',
      {
        key: index,
        id: `${prefix}widget-${index}`,
        // Entries of a log may need more room than the widget has; the others are only led to.
        tabindex: type === 'log' ? '0' : '-1',
        class: [
          `widget is-${type}`,
          properties.background === 'transparent' && 'is-bare',
          properties.legend?.position === 'hidden' && 'is-without-legend',
          change && 'is-different',
        ].filter(Boolean).join(' '),
        'aria-label': change ? `${name}, ${change}` : name,
        'data-widget': type,
        'data-change': change ?? null,
        style: { '--x': x + 1, '--y': y + 1, '--w': width, '--h': height },
      },
      type !== 'text' && !isLines(widget) && h('h2', { key: 'title' }, name),
      widget.problem ? h('p', { class: 'problem', key: 'problem' }, widget.problem) : drawInside(widget, range),
    );
  }

  function drawInside(widget, range) {
    const { index, type, properties } = widget;
    switch (type) {
      case 'text':
        return h('div', { class: 'markdown', key: 'text' }, markdown(properties.markdown ?? ''));
      case 'metric':
        return drawMetric(widget, range);
      case 'log':
        return widget.chart && OVER_TIME.has(properties.view)
          ? chartOf(`log|${index}`, () => createResultChart(onRange)).draw(widget.chart, range)
          : drawResult(widget);
      case 'alarm':
        return drawAlarms(widget.alarms);
      default:
        return h('p', { class: 'none', key: 'elsewhere' }, elsewhere(widget));
    }
  }

  function drawResult({ name, table, properties }) {
    const parts = toParts(table).slice(0, HUES.length);
    switch (parts.length > 0 && properties.view) {
      case 'pie':
        return drawPie(parts.map((part, index) => ({ ...part, text: figure(part.value), color: HUES[index] })));
      case 'bar':
        return drawBars(parts);
      default:
        return drawTable(name, table);
    }
  }

  function drawMetric(widget, range) {
    if (widget.series.length === 0) {
      return h('p', { class: 'none', key: 'none' }, 'No data in this range.');
    }

    return isLines(widget)
      ? chartOf(`metric|${widget.index}`, () => createMetricChart(onRange)).draw(widget, range)
      : widget.properties.view === 'table'
        ? drawTableView(widget)
        : drawFigures(widget);
  }

  function drawTable(label, table) {
    return table.rows.length === 0
      ? h('p', { class: 'none' }, 'No entry in this range matches.')
      : drawResultTable({ ...table, rows: table.rows.slice(0, ROWS) }, { app, label });
  }

  function drawAlarms(alarms) {
    return alarms.length === 0
      ? h('p', { class: 'none' }, 'No alarm to show.')
      : h(
          'ul',
          { class: 'alarm-list', key: 'alarms' },
          alarms.map(({ name, state }) => h('li', { key: name }, h('a', { href: app.link('alarms', name) }, name), drawState(state))),
        );
  }

  return { draw };
}

function isLines({ type, properties, series, problem }) {
  return type === 'metric' && LINES.has(properties.view) && !problem && series.length > 0;
}

// What only an account has, in the words of the service for it.
function elsewhere({ type, properties }) {
  switch (type) {
    case 'custom':
      return `A custom widget displays what the Lambda function ${properties.endpoint ?? 'of its endpoint'} returns, and no Lambda function runs here.`;
    case 'explorer':
      return 'A metrics explorer displays the resources of an account by their tags, and there is no account here.';
    default:
      return `CloudWatch has no widget of the type ${type}.`;
  }
}
