import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, addressWith, formatAddress, parseAddress, timeRange } from '../../src/Obs.Local/wwwroot/js/app/address.js';
import { asTraceId, suggest } from '../../src/Obs.Local/wwwroot/js/app/search.js';
import { failedShares, isSparse, stackRates, wholeBins } from '../../src/Obs.Local/wwwroot/js/charts/stack.js';
import { runs } from '../../src/Obs.Local/wwwroot/js/charts/sparkline.js';
import { logTicks, rulerTicks, timeTicks } from '../../src/Obs.Local/wwwroot/js/charts/ticks.js';
import { arcsOf, diameter, mix } from '../../src/Obs.Local/wwwroot/js/map/scales.js';
import { filterFor, tracesOf } from '../../src/Obs.Local/wwwroot/js/map/filter-text.js';
import { ratesOf } from '../../src/Obs.Local/wwwroot/js/views/ingest.js';
import { withGaps } from '../../src/Obs.Local/wwwroot/js/views/business.js';
import { sortOperations } from '../../src/Obs.Local/wwwroot/js/views/operations.js';
import { binEntries } from '../../src/Obs.Local/wwwroot/js/views/log-bars.js';
import { withKeys } from '../../src/Obs.Local/wwwroot/js/views/log-table.js';
import { faultRun } from '../../src/Obs.Local/wwwroot/js/views/verdict.js';

test('an address survives being written and read', () => {
  const address = { view: 'traces', item: '1-aa-bb', params: { service: 'store front', q: 'a=b&c', edge: 'x,y' } };

  assert.deepEqual(parseAddress(formatAddress(address)), address);
});

test('an empty address is the overview', () => {
  assert.deepEqual(parseAddress(''), { view: 'overview', item: null, params: {} });
});

test('the default range is not in the address, so that equal views have equal links', () => {
  assert.equal(formatAddress({ view: 'map', params: { range: '5m', service: '' } }), '#/map');
});

test('going to another view keeps filter and range and leaves the rest', () => {
  const here = parseAddress('#/traces?service=payments&range=1h&outcome=fault');

  assert.equal(addressOf(here, 'map'), '#/map?service=payments&range=1h');
  assert.equal(addressWith(here, { outcome: null, sort: 'slowest' }), '#/traces?service=payments&range=1h&sort=slowest');
});

test('two moments make a fixed range; nonsense makes the default one', () => {
  assert.deepEqual(timeRange({ from: '1000', to: '2000' }, 9_000), { from: 1_000, to: 2_000, fixed: true });
  assert.deepEqual(timeRange({ from: '2000', to: '1000', range: 'x' }, 400_000), { from: 100_000, to: 400_000, fixed: false });
});

test('a trace id is recognised in every form it is written in', () => {
  const id = '1-6b030d3d-9798a9df8181e4d64ea00b2f';

  assert.equal(asTraceId(` ${id.toUpperCase()} `), id);
  assert.equal(asTraceId('6b030d3d9798a9df8181e4d64ea00b2f'), id);
  assert.equal(asTraceId(`Root=${id};Parent=53995c3f42cd8ad8;Sampled=1`), id);
  assert.equal(asTraceId('00-6b030d3d9798a9df8181e4d64ea00b2f-53995c3f42cd8ad8-01'), id);
  assert.equal(asTraceId('checkout'), null);
});

test('a search finds services and operations before it offers words', () => {
  const vocabulary = { services: ['payments'], operations: [{ service: 'payments', operation: 'POST /payments' }] };

  assert.deepEqual(
    suggest('pay', vocabulary).map(place => place.note),
    ['service', 'payments', 'in traces', 'in logs'],
  );
});

const series = {
  period: 10,
  timestamps: [0, 10_000, 20_000],
  count: [10, null, 20],
  error: [1, null, 0],
  fault: [2, null, null],
  p50: [1, null, 2],
};

test('rates are stacked with the largest first and gaps stay gaps', () => {
  assert.deepEqual(stackRates(series), [
    [0, 10_000, 20_000],
    [1, null, 2],
    [0.3, null, 0],
    [0.2, null, 0],
  ]);
});

test('failed shares are shares of requests', () => {
  assert.deepEqual(failedShares(series).slice(1), [
    [0.1, null, 0],
    [0.2, null, 0],
  ]);
});

test('only whole bins are shown', () => {
  assert.deepEqual(wholeBins(series, { from: 5_000, to: 25_000 }).timestamps, [10_000]);
  assert.deepEqual(wholeBins(series, { from: 0, to: 30_000 }).p50, [1, null, 2]);
});

test('a series published once a minute is sparse in bins of ten seconds', () => {
  const every = step => ({ count: Array.from({ length: 30 }, (_, index) => (index % step === 0 ? 5 : null)) });

  assert.equal(isSparse(every(6)), true);
  assert.equal(isSparse(every(1)), false);
  assert.equal(isSparse({ count: [null, null] }), false);
});

test('runs are cut at gaps', () => {
  assert.deepEqual(
    runs([null, 1, 2, null, 3]).map(run => run.map(point => point.index)),
    [[1, 2], [4]],
  );
});

test('ticks are round and within their range', () => {
  assert.deepEqual(rulerTicks(0, 573, 6), [0, 100, 200, 300, 400, 500]);
  assert.deepEqual(logTicks(2, 2_000), [10, 100, 1_000]);
  assert.deepEqual(timeTicks(0, 60_000, 4), [0, 15_000, 30_000, 45_000, 60_000]);
});

test('arcs fill the ring, and the smallest share can be seen', () => {
  const arcs = arcsOf({ total: 10_000, ok: 9_999, error: 0, throttle: 0, fault: 1 });

  assert.equal(arcs.at(-1).to.toFixed(6), '1.000000');
  assert.ok(arcs.at(-1).to - arcs.at(-1).from > 0.02);
  assert.deepEqual(arcsOf({ total: 0 }), []);
});

test('busier nodes are larger, within bounds', () => {
  assert.ok(diameter(1_000, 1_000) > diameter(10, 1_000));
  assert.ok(diameter(0, 1_000) >= 54 && diameter(1_000, 1_000) <= 88);
  assert.equal(mix('#000000', '#ffffff', 0.5), '#808080');
});

test('a filter expression quotes names', () => {
  assert.equal(filterFor({ node: { name: 'a"b' } }, new Map()), 'service("a\\"b")');
  const linked = new Map([
    ['aws:jobs', { name: 'jobs', type: 'aws' }],
    ['service:worker', { name: 'worker', type: 'service' }],
  ]);
  assert.equal(filterFor({ edge: { source: 'aws:jobs', target: 'service:worker', link: true } }, linked), 'service("worker")');
  assert.deepEqual(tracesOf({ edge: 'aws:jobs,service:worker,link' }), { node: 'service:worker' });
  assert.deepEqual(tracesOf({ edge: 'aws:jobs,service:worker' }), { edge: 'aws:jobs,service:worker' });
  assert.equal(
    filterFor(
      { edge: { source: '1', target: '2' } },
      new Map([
        ['1', { name: 'x' }],
        ['2', { name: 'y' }],
      ]),
    ),
    'edge("x", "y")',
  );
});

test('operations sort by a number, and by name where it is equal', () => {
  const operations = [
    { service: 's', operation: 'b', count: 1 },
    { service: 's', operation: 'a', count: 1 },
    { service: 's', operation: 'c', count: 9 },
  ];

  assert.deepEqual(
    sortOperations(operations, 'count', false).map(item => item.operation),
    ['c', 'a', 'b'],
  );
  assert.deepEqual(
    sortOperations(operations, 'operation', false).map(item => item.operation),
    ['a', 'b', 'c'],
  );
});

test('every log entry falls into one bar', () => {
  const bins = binEntries(
    [
      { timestamp: 0, level: 'Error' },
      { timestamp: 600, level: 'Warning' },
      { timestamp: 600, level: 'Information' },
    ],
    0,
    600,
  );

  assert.equal(
    bins.reduce((sum, bin) => sum + bin.total, 0),
    3,
  );
  assert.deepEqual([bins[0].error, bins.at(-1).warning], [1, 1]);
});

test('equal log entries have different keys', () => {
  const entry = { timestamp: 1, message: 'm' };

  assert.equal(new Set(withKeys([entry, entry]).map(item => item.key)).size, 2);
});

test('a run of faults has a beginning, and is over after two clean bins', () => {
  const run = fault =>
    faultRun({
      period: 10,
      timestamps: fault.map((_, index) => index * 10_000),
      count: fault.map(value => (value === null ? null : 5)),
      fault,
    });

  assert.equal(run([0, 0, 0]), null);
  assert.deepEqual(run([1, 0, 0, 0, 2, null, 3, 0]), { from: 40_000, to: 70_000, ongoing: true });
  assert.equal(run([1, 0, 0]).ongoing, false);
});

test('windows that were not received leave gaps', () => {
  assert.deepEqual(withGaps([0, 10, 40], [1, 2, 3]), [1, 2, null, null, 3]);
  assert.deepEqual(withGaps([7], [1]), [1]);
});

test('a filter of the map names an outcome, a duration, or both', () => {
  const node = { node: { name: 'pay' } };

  assert.equal(filterFor(node, null, { outcome: 'error' }), 'service("pay") { error }');
  assert.equal(filterFor(node, null, { outcome: 'fault', from: 1_500 }), 'service("pay") { fault AND responsetime >= 1.5 }');
});

test('a signal has the rate of what it accepted between two looks', () => {
  const before = { time: 1_000, ingest: [{ signal: 'traces', accepted: 10 }] };
  const now = {
    time: 3_000,
    ingest: [
      { signal: 'traces', accepted: 50 },
      { signal: 'logs', accepted: 4 },
    ],
  };

  assert.deepEqual([...ratesOf(before, now)], [
    ['traces', 20],
    ['logs', 2],
  ]);
});
