import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { groupBy } from '../app/group.js';
import { outcomeMark } from '../dom/outcome.js';
import { drawScroll } from '../dom/scroll.js';
import { bytes, count, rateNumber } from '../format/numbers.js';
import { ago, clock, moment } from '../format/time.js';
import { createRuns } from '../runs/runs.js';

const NOTES = { traces: 'segment documents', metrics: 'metric data', logs: 'log entries' };

/** Did everything arrive, and if not, why not? */
export const ingest = { title: 'Ingest', create: createIngest };

function createIngest(app) {
  const runs = createRuns(app);
  let before = null;
  let newest = null;

  async function load(signal) {
    const [status, metrics, kept] = await Promise.all([get('status', {}, signal), get('metrics', app.scope(), signal), runs.load(signal)]);
    before = newest;
    newest = { time: Date.now(), ingest: status.ingest };
    return { status, kept, metrics: metrics.metrics, rates: ratesOf(before ?? startOf(status), newest) };
  }

  function draw({ status, kept, metrics, rates }) {
    const rejected = status.ingest.reduce((all, signal) => all + sum(signal.rejected) + sum(signal.dropped), 0);
    return h(
      'div',
      { class: 'view ingest', key: 'ingest' },
      h(
        'h1',
        null,
        outcomeMark(rejected === 0 ? 'ok' : 'error'),
        rejected === 0 ? 'Everything that arrived was kept' : `${count(rejected)} not kept, each with its reason`,
      ),
      h(
        'p',
        { class: 'sub', key: 'sub' },
        [
          `Version ${status.version}, started ${moment(status.startedAt).slice(0, -4)}, listening on ${location.host}.`,
          `${count(status.udp.received)} datagrams received on udp ${status.udp.address}${status.udp.lost > 0 ? `, and ${count(status.udp.lost)} lost on their way` : ''}.`,
        ].join(' '),
      ),
      h('section', { key: 'accounts' }, h('h2', null, 'Accounts'), drawAccounts(status, rates)),
      h(
        'section',
        { key: 'rejects' },
        h('h2', null, 'Newest rejects', h('span', { class: 'count' }, count(status.rejects.length))),
        drawRejects(status.rejects, app),
      ),
      h('section', { key: 'store', class: 'store' }, h('h2', null, 'Store'), drawStore(status.store)),
      runs.draw(kept),
      h(
        'section',
        { key: 'series' },
        h('h2', null, 'Series received', h('span', { class: 'count' }, count(metrics.length))),
        drawSeries(metrics),
      ),
    );
  }

  return { load, draw };
}

/** What each signal accepted a second between two looks. */
export function ratesOf(before, now) {
  const seconds = Math.max(0.001, (now.time - before.time) / 1_000);
  const earlier = new Map(before.ingest.map(({ signal, accepted }) => [signal, accepted]));
  return new Map(now.ingest.map(({ signal, accepted }) => [signal, (accepted - (earlier.get(signal) ?? 0)) / seconds]));
}

// Until there are two looks, all since the start is one.
function startOf({ startedAt }) {
  return { time: new Date(startedAt).getTime(), ingest: [] };
}

function drawAccounts(status, rates) {
  return drawScroll(
    'Accounts',
    null,
    h(
      'table',
      { class: 'table' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Signal'),
          ['Rate', 'Accepted', 'Stored', 'Dropped', 'Waiting', 'Rejected'].map(name => h('th', { key: name, scope: 'col', class: 'number' }, name)),
          h('th', { scope: 'col' }, 'Reasons'),
        ),
      ),
      h('tbody', null, status.ingest.map(account => drawAccount(account, rates.get(account.signal)))),
    ),
  );
}

// Accepted = stored + dropped + waiting; a reject was never accepted.
function drawAccount({ signal, accepted, stored, rejected, dropped }, perSecond) {
  const lost = sum(dropped);
  const refused = sum(rejected);
  const number = (value, outcome) => h('td', { class: `number ${value > 0 ? outcome : 'is-none'}` }, count(value));
  return h(
    'tr',
    { key: signal, 'data-signal': signal },
    h('th', { scope: 'row' }, signal, h('span', { class: 'sub' }, NOTES[signal])),
    h('td', { class: 'number' }, rateNumber(perSecond), h('span', { class: 'unit' }, '/s')),
    h('td', { class: 'number' }, count(accepted)),
    h('td', { class: 'number' }, count(stored)),
    number(lost, 'is-fault'),
    number(Math.max(0, accepted - stored - lost), ''),
    number(refused, 'is-error'),
    h(
      'td',
      null,
      lost + refused === 0
        ? h('span', { class: 'none' }, 'none')
        : Object.entries({ ...dropped, ...rejected }).map(([reason, times]) =>
            h('span', { class: 'tag', key: reason }, `${reason}: ${count(times)}`),
          ),
    ),
  );
}

function drawRejects(rejects, app) {
  if (rejects.length === 0) {
    return h('p', { class: 'none' }, 'Nothing has been rejected.');
  }

  const now = Date.now();
  return drawScroll(
    'Newest rejects',
    null,
    h(
      'table',
      { class: 'table rejects' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Time', 'Signal', 'Reason', 'Detail', 'Trace'].map(name => h('th', { key: name, scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        null,
        rejects.map((reject, index) =>
          h(
            'tr',
            { key: `${reject.time}|${reject.reason}|${index}` },
            h('td', { class: 'time-cell', title: ago(reject.time, now) }, clock(reject.time)),
            h('td', null, reject.signal),
            h('td', { class: 'strong' }, reject.reason),
            h('td', { class: 'detail' }, reject.detail),
            h(
              'td',
              null,
              reject.traceId
                ? h('a', { class: 'mono', href: app.link('traces', reject.traceId) }, reject.traceId.slice(-8))
                : h('span', { class: 'none' }, 'none'),
            ),
          ),
        ),
      ),
    ),
  );
}

function drawStore(store) {
  return h(
    'dl',
    { class: 'facts' },
    [
      ['Segments', count(store.segments)],
      ['Metric data', count(store.metricData)],
      ['Log entries', count(store.logEvents)],
      ['On disk', bytes(store.sizeBytes)],
    ].map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
  );
}

function drawSeries(metrics) {
  const groups = [...groupBy(metrics, metric => `${metric.namespace}|${metric.name}`).values()];
  return groups.length === 0
    ? h('p', { class: 'none' }, 'No metric has been received in this range.')
    : drawScroll(
        'Series received',
        null,
        h(
          'table',
          { class: 'table' },
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              h('th', { scope: 'col' }, 'Metric'),
              h('th', { scope: 'col' }, 'Namespace'),
              h('th', { scope: 'col' }, 'Unit'),
              h('th', { scope: 'col' }, 'Dimensions'),
              h('th', { scope: 'col', class: 'number' }, 'Series'),
            ),
          ),
          h(
            'tbody',
            null,
            groups.map(group =>
              h(
                'tr',
                { key: `${group[0].namespace}|${group[0].name}` },
                h('th', { scope: 'row' }, group[0].name),
                h('td', null, group[0].namespace),
                h('td', null, group[0].unit),
                h(
                  'td',
                  null,
                  [...new Set(group.map(metric => Object.keys(metric.dimensions ?? {}).join(', ')))].map(names =>
                    h('span', { class: 'tag', key: names }, names),
                  ),
                ),
                h('td', { class: 'number' }, count(group.length)),
              ),
            ),
          ),
        ),
      );
}

function sum(values) {
  return Object.values(values ?? {}).reduce((total, value) => total + value, 0);
}
