import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { serviceCommand } from '../app/commands.js';
import { drawEmpty } from '../app/states.js';
import { outcomeOf } from '../dom/outcome.js';
import { drawHeatMap, heatPeriod } from '../charts/heat-map.js';
import { arriving, failedShares, layerOf, loadBins, stackRates } from '../charts/stack.js';
import { createTimeChart } from '../charts/time-chart.js';
import { isOperation } from '../format/paths.js';
import { count, rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { filterFor } from '../map/filter-text.js';
import { drawBusiness } from './business.js';
import { drawOperations } from './operations.js';

const EXEMPLARS = 200;
const OBJECTIVES = ['99', '99.5', '99.9', '99.95', '99.99'];
const USUAL_OBJECTIVE = '99.9';

/** How are rate, errors and duration doing, and which trace is that dot? */
export const metrics = { title: 'Metrics', create: createMetrics };

function createMetrics(app) {
  const onRange = (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null });
  const charts = createCharts(onRange, dot => app.go('traces', dot.id));
  let dots = { of: null, traces: [] };

  async function load(signal) {
    const scope = app.scope();
    const [operations, business] = await Promise.all([get('operations', scope, signal), get('business', scope, signal)]);
    const target = targetOf(app.address().params, operations.operations);
    const data = {
      operations: operations.operations,
      business: business.metrics.filter(({ timestamps }) => timestamps.length > 0),
      scope,
      target,
    };
    if (target) {
      Object.assign(data, await loadSeries(data, signal));
      findDots(data, signal);
    }

    return data;
  }

  function isHeat() {
    return app.address().params.durations === 'heat';
  }

  // The traces that were sampled among the requests of a cell.
  function showTraces({ time, low, high }, period, { service }) {
    const filter = filterFor({ node: { name: service } }, null, { from: low, to: high });
    app.go('traces', null, { from: String(time), to: String(time + period * 1_000), range: null, filter, sort: 'slowest' });
  }

  async function loadSeries({ target, scope }, signal) {
    const query = { ...app.surroundings(), service: target.service, operation: target.operation };
    const series = await loadBins(period => get('operations/series', { ...query, period }, signal), scope);
    const heat = isHeat() ? await get('operations/heat', { ...query, period: heatPeriod(scope, series.period) }, signal) : null;
    return { series, heat, traces: nameOf(target) === dots.of ? dots.traces : [] };
  }

  // The lines do not wait for the dots on them; those found before stand until then.
  async function findDots(data, signal) {
    const { target, scope, series } = data;
    // The newest alone would leave the beginning of a longer range without a dot.
    const pick = filter => get('traces', { ...scope, service: target.service, limit: EXEMPLARS, ...filter }, signal);
    try {
      const found = await Promise.all([pick({ sort: 'slowest' }), pick({ outcome: 'fault' }), pick({ outcome: 'error' })]);
      data.traces = exemplars(found.flatMap(({ traces }) => traces), target, series);
      dots = { of: nameOf(target), traces: data.traces };
      app.redraw();
    } catch {
      // Left, or not answered: lines without new dots are better than none.
    }
  }

  function draw(data) {
    if (data.operations.length === 0 && data.business.length === 0) {
      return h(
        'div',
        { class: 'view metrics', key: 'metrics' },
        h('h1', { class: 'visually-hidden' }, 'Metrics'),
        drawEmpty(
          'No metrics have been received in this range; a service publishes a window when it has closed, once a minute unless set otherwise.',
          serviceCommand(),
        ),
      );
    }

    return h(
      'div',
      { class: 'view metrics', key: 'metrics' },
      data.series ? drawCharts(data) : h('h1', { class: 'visually-hidden' }, 'Metrics'),
      h(
        'section',
        { key: 'operations' },
        h('h2', null, 'Operations', h('span', { class: 'count' }, count(data.operations.length))),
        data.operations.length > 0
          ? drawOperations(data.operations, data.target, app)
          : h('p', { class: 'none' }, 'No operation was measured in this range.'),
      ),
      h(
        'section',
        { key: 'business' },
        h('h2', null, 'Business metrics', h('span', { class: 'count' }, count(data.business.length))),
        drawBusiness(data.business),
      ),
    );
  }

  function objective() {
    return app.address().params.objective ?? USUAL_OBJECTIVE;
  }

  function drawObjective() {
    return h(
      'label',
      { class: 'objective', key: 'objective' },
      'Objective without a fault',
      h(
        'select',
        { value: objective(), onchange: ({ target: { value } }) => app.change({ objective: value === USUAL_OBJECTIVE ? null : value }) },
        OBJECTIVES.map(percent => h('option', { key: percent, value: percent, selected: percent === objective() }, `${percent}\u202f%`)),
      ),
    );
  }

  function drawCharts({ series, heat, scope, target, traces }) {
    const range = { from: scope.from, to: scope.to };
    const marks = arriving(range, app.range().fixed);
    const [newest, total] = [series.count.findLast(value => value !== null), series.count.reduce((sum, value) => sum + (value ?? 0), 0)];
    return h(
      'section',
      { key: 'charts', class: 'charts' },
      h(
        'h1',
        null,
        target.operation ?? target.service,
        h('span', { class: 'sub' }, target.operation ? `in ${target.service}` : 'all operations'),
        target.operation && h('a', { class: 'more', href: app.with({ of: target.service, operation: null }) }, `all of ${target.service}`),
        h('a', { href: app.link('explain', null, { service: target.service }), class: 'more' }, 'Why are the slow ones slow?'),
      ),
      h(
        'div',
        { class: 'chart-row' },
        charts.rate.draw({
          ...range,
          data: stackRates(series),
          series,
          marks,
          summary: `${count(total)} requests, ${count(newest)} in the newest ${series.period} seconds`,
        }),
        charts.failed.draw({
          ...range,
          data: failedShares(series),
          marks: { ...marks, horizontal: [objectiveLine(objective())] },
          summary: `Errors and faults as a share of requests; objective: ${objective()} % without a fault`,
        }),
      ),
      h(
        'div',
        { class: 'duration-head', key: 'head' },
        drawObjective(),
        h(
          'div',
          { class: 'segmented', role: 'group', 'aria-label': 'Durations as' },
          [
            [null, 'percentiles'],
            ['heat', 'heat map'],
          ].map(([value, word]) =>
            h('button', { key: word, type: 'button', 'aria-pressed': String(isHeat() === (value === 'heat')), onclick: () => app.change({ durations: value }) }, word),
          ),
        ),
      ),
      heat && isHeat() ? drawHeatMap(heat, range, { title: 'Duration', onCell: (cell, period) => showTraces(cell, period, target) }) : charts.duration.draw({
        ...range,
        data: [series.timestamps, series.p50, series.p90, series.p95, series.p99],
        dots: traces,
        summary: 'p50, p90, p95 and p99; dots are sampled traces',
      }),
    );
  }

  return { load, draw };
}

function createCharts(onRange, onDot) {
  const common = { sync: 'metrics', onRange };
  return {
    rate: createTimeChart({
      ...common,
      title: 'Rate',
      format: rate,
      legendValue: layerOf,
      series: [
        { label: 'ok', color: 'ok', fill: 'ok-fill' },
        { label: 'error', color: 'error', fill: 'error-fill' },
        { label: 'fault', color: 'fault', fill: 'fault-fill' },
      ],
    }),
    failed: createTimeChart({
      ...common,
      title: 'Failed share',
      format: share,
      ceiling: 0.02,
      series: [
        { label: 'error', color: 'error' },
        { label: 'fault', color: 'fault', fill: 'fault-fill' },
      ],
    }),
    duration: createTimeChart({
      ...common,
      title: 'Duration',
      format: duration,
      height: 220,
      onDot,
      series: [
        ['p50', 1],
        ['p90', 2],
        ['p95', 3],
        ['p99', 4],
      ].map(([label, step]) => ({ label, color: `percentile-${step}`, width: 1 + step * 0.25 })),
    }),
  };
}

/** The share of requests that may end in a fault. */
export function objectiveLine(percent) {
  const allowed = Number(((100 - Number(percent)) / 100).toFixed(6));
  return { value: allowed, label: `objective: ${share(allowed)}`, color: 'fault' };
}

/** What the charts show: what the address names, else the service of the filter, else the busiest operation's service. */
export function targetOf(params, operations) {
  const service = params.of ?? params.service ?? busiest(operations);
  return service ? { service, operation: params.of || params.service ? (params.operation ?? null) : null } : null;
}

function busiest(operations) {
  const counts = new Map();
  operations.forEach(({ service, count: requests }) => counts.set(service, (counts.get(service) ?? 0) + requests));
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

// The failed and the slow: dots for all would hide the lines they belong to.
function exemplars(traces, target, series) {
  const usual = series.p90.filter(value => value !== null).sort((a, b) => a - b);
  const slow = usual[usual.length >> 1] ?? 0;
  return [...new Map(traces.map(trace => [trace.id, trace])).values()]
    .filter(
      trace =>
        trace.service === target.service &&
        (!trace.ok || trace.duration >= slow) &&
        (!target.operation || isOperation(trace, target.operation)),
    )
    .map(trace => ({ id: trace.id, time: trace.startTime, value: trace.duration, outcome: outcomeOf(trace) }));
}

function nameOf({ service, operation }) {
  return `${service}|${operation ?? ''}`;
}
