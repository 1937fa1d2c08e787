import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { serviceCommand } from '../app/commands.js';
import { createStill } from '../app/still.js';
import { drawEmpty } from '../app/states.js';
import { loadBins } from '../charts/stack.js';
import { sparkline } from '../charts/sparkline.js';
import { count, rateNumber, share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { drawTraceTable } from './trace-table.js';
import { drawVerdict } from './verdict.js';
import { drawChanges, findChanges } from './what-changed.js';

const LISTED = 8;

/** Is anything wrong right now, and since when? */
export const overview = { title: 'Overview', create: createOverview };

function createOverview(app) {
  const failed = createStill(app.redraw);
  const slow = createStill(app.redraw);

  async function load(signal) {
    const scope = app.scope();
    const around = app.surroundings();
    const newestFailed = outcome => get('traces', { ...scope, outcome, sort: 'newest', limit: LISTED }, signal);
    const [services, earlier, status, faults, slowest] = await Promise.all([
      get('services', around, signal),
      get('services', { ...around, from: 2 * scope.from - scope.to, to: scope.from }, signal),
      get('status', {}, signal),
      newestFailed('fault'),
      get('traces', { ...scope, sort: 'slowest', limit: LISTED }, signal),
    ]);
    const inScope = service => !scope.service || service.name === scope.service;
    const shown = services.services.filter(inScope);
    const before = earlier.services.filter(inScope);
    const series = await Promise.all(shown.map(service => loadSeries(service.name, around, signal)));
    return {
      services: shown.map((service, index) => ({ ...service, series: series[index] })),
      changes: findChanges(shown, before),
      compared: before.length > 0,
      status,
      faults,
      slowest,
      scope,
    };
  }

  function draw(data) {
    const { services, scope } = data;
    return h(
      'div',
      { class: 'view overview', key: 'overview' },
      drawVerdict(data, app),
      services.length > 0 && drawChanges(data, app),
      services.length === 0 ? drawNothing(data) : drawServices(services, app),
      services.length > 0 &&
        h(
          'div',
          { class: 'pair', key: 'lists' },
          drawList(
            'Newest faults',
            failed,
            data.faults.traces,
            scope,
            app.link('traces', null, { outcome: 'fault' }),
            'No faults in this range.',
          ),
          drawList(
            'Slowest traces',
            slow,
            data.slowest.traces,
            scope,
            app.link('traces', null, { sort: 'slowest' }),
            'No traces in this range.',
          ),
        ),
    );
  }

  function drawList(title, still, traces, scope, href, none) {
    const { items, waiting } = still.list(traces, `${scope.service}|${app.address().params.range}`);
    return h(
      'section',
      { key: title, class: 'list', ...still.handlers },
      h(
        'h2',
        null,
        title,
        waiting > 0 && h('button', { class: 'waiting', type: 'button', onclick: still.release }, `${waiting} new`),
        h('a', { class: 'more', href }, 'all'),
      ),
      items.length === 0 ? h('p', { class: 'none' }, none) : drawTraceTable(items, { app, compact: true, label: title }),
    );
  }

  return { load, draw };
}

function drawServices(services, app) {
  return h(
    'section',
    { key: 'services', class: 'services' },
    h('h2', null, 'Services'),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        { class: 'table services-table' },
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('th', { scope: 'col' }, 'Service'),
            h('th', { scope: 'col', class: 'wide' }, 'Requests over time'),
            ['Rate', 'Errors', 'Faults', 'p50', 'p95', 'p99'].map(name => h('th', { key: name, scope: 'col', class: 'number' }, name)),
            h('th', { scope: 'col', class: 'wide' }, 'p95 over time'),
          ),
        ),
        h(
          'tbody',
          null,
          services.map(service => drawService(service, app)),
        ),
      ),
    ),
  );
}

function drawService(service, app) {
  const { series } = service;
  const failing = service.faultRate > 0 ? 'is-fault' : '';
  return h(
    'tr',
    { key: service.name, 'data-service': service.name },
    h(
      'th',
      { scope: 'row' },
      h('a', { href: app.link('metrics', null, { of: service.name }) }, service.name),
      h('span', { class: 'sub' }, `${count(service.requests)} ${service.requests === 1 ? 'request' : 'requests'}${service.source === 'traces' ? ', sampled traces only' : ''}`),
    ),
    h(
      'td',
      { class: 'wide' },
      series &&
        sparkline(series.count, {
          marked: series.fault.map((fault, index) => (series.count[index] === null ? null : (fault ?? 0))),
          label: 'Requests, faults in red',
          tone: 'ok',
        }),
    ),
    h('td', { class: 'number strong' }, rateNumber(service.rate), h('span', { class: 'unit' }, '/s')),
    h('td', { class: `number ${service.errorRate > 0 ? 'is-error' : 'is-none'}` }, share(service.errorRate)),
    h('td', { class: `number ${failing || 'is-none'}` }, share(service.faultRate)),
    [service.p50, service.p95, service.p99].map((value, index) => h('td', { key: index, class: 'number' }, duration(value))),
    h('td', { class: 'wide' }, series && sparkline(series.p95, { label: 'p95 over time', tone: 'ink' })),
  );
}

function drawNothing({ status }) {
  return drawEmpty(
    `Nothing has been received in this range; segments are awaited on udp ${status.udp.address}, metrics and log entries on this page's own address.`,
    serviceCommand(`AWS_XRAY_DAEMON_ADDRESS=${status.udp.address} `),
  );
}

function loadSeries(service, around, signal) {
  return loadBins(period => get('operations/series', { ...around, service, period }, signal), around);
}
