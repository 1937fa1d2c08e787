import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatesOf } from '../../src/Obs.Local/wwwroot/js/compare/candidates.js';
import { sentenceOf } from '../../src/Obs.Local/wwwroot/js/compare/comparison.js';
import { differencesOf, factsThatDiffer, onlyLoggedBy } from '../../src/Obs.Local/wwwroot/js/compare/difference.js';
import { signed } from '../../src/Obs.Local/wwwroot/js/compare/tables.js';
import { criticalPath } from '../../src/Obs.Local/wwwroot/js/trace/critical-path.js';
import { runsOf } from '../../src/Obs.Local/wwwroot/js/trace/runs.js';
import { buildTree } from '../../src/Obs.Local/wwwroot/js/trace/tree.js';
import { createZoom } from '../../src/Obs.Local/wwwroot/js/trace/zoom.js';

const row = (id, parentId, start, duration, more = {}) => ({ id, parentId, start, duration, name: id, kind: 'local', service: 'shop', ...more });
const root = (duration, more = {}) =>
  row('shop', null, 0, duration, { kind: 'server', http: { request: { method: 'GET', url: 'http://shop/search' }, response: { status: 200 } }, ...more });
const query = (id, start, duration) => row(id, 'shop', start, duration, { name: 'db', kind: 'sql', sql: { sanitized_query: 'SELECT 1' } });
const traceOf = rows => {
  const tree = buildTree(rows, rows[0].duration);
  return { trace: { id: '1-a', rows, duration: rows[0].duration }, tree, path: criticalPath(tree) };
};

test('the differences of all work add up to the difference of the requests, most first', () => {
  const here = traceOf([root(500), query('q1', 10, 200), query('q2', 220, 250), row('own', 'shop', 480, 10)]);
  const there = traceOf([root(100), query('q3', 10, 40)]);

  const found = differencesOf(here, there);

  assert.deepEqual(
    found.map(({ node, difference, hereCount, thereCount }) => [node.row.kind, Math.round(difference), hereCount, thereCount]),
    [
      ['sql', 410, 2, 1],
      ['server', -20, 1, 1],
      ['local', 10, 1, 0],
    ],
  );
  assert.equal(Math.round(found.reduce((sum, { difference }) => sum + difference, 0)), 400);
});

test('work that only the other one did is less here', () => {
  const [first] = differencesOf(traceOf([root(10)]), traceOf([root(100), query('q', 5, 90)]));

  assert.deepEqual([first.node.row.kind, first.here, Math.round(first.there), first.hereCount], ['sql', 0, 90, 0]);
});

test('what differs beside the time is status, address, annotations, environment and version', () => {
  const of = (status, plan, version) =>
    traceOf([
      root(1, {
        http: { request: { url: 'http://shop/' }, response: { status } },
        annotations: { plan, items: 3 },
        metadata: { service: { version, environment: 'demo' } },
      }),
    ]);

  assert.deepEqual(factsThatDiffer(of(200, 'gold', '1'), of(500, 'free', '2')), [
    { name: 'status', here: '200', there: '500' },
    { name: 'plan', here: 'gold', there: 'free' },
    { name: 'version of shop', here: '1', there: '2' },
  ]);
});

test('log entries of one kind are alike whatever numbers are in them; a template says the kind best', () => {
  const entry = (message, more = {}) => ({ service: 'shop', level: 'Information', message, raw: '', ...more });
  const [ours, theirs] = [
    [entry('Order 17 placed'), entry('Retried', { raw: '{"template":"Retry {n}"}' })],
    [entry('Order 18 placed'), entry('Retried', { raw: '{"template":"Retry {other}"}' })],
  ];

  assert.deepEqual(onlyLoggedBy(ours, theirs), [ours[1]]);
  assert.deepEqual(onlyLoggedBy(ours, []), ours);
});

test('a trace is set against the middle of those that went well, the fastest or the slowest of its request', () => {
  const traces = [30, 10, 20].map(duration => ({ id: String(duration), duration }));

  assert.deepEqual(candidatesOf(traces), { typical: '20', fastest: '10', slowest: '30', count: 3 });
  assert.equal(candidatesOf(traces.map(trace => ({ ...trace, ok: trace.duration === 30 }))).typical, '30');
  assert.deepEqual(candidatesOf([]), { typical: null, fastest: null, slowest: null, count: 0 });
});

test('the answer is one line, and a sign stands for more and for less', () => {
  const [slow, fast] = [traceOf([root(500)]).trace, traceOf([root(100)]).trace];

  assert.equal(sentenceOf(slow, fast).replaceAll('\u202f', ' '), 'GET /search took 500 ms, 400 ms longer than the other one (100 ms)');
  assert.match(sentenceOf(fast, slow), /less than the other one/);
  assert.match(sentenceOf(fast, fast), /as long as the other one/);
  assert.deepEqual([signed(1_200), signed(-3), signed(0)].map(text => text[0]), ['+', '−', '0']);
});

test('ten thousand alike rows are drawn as what can be seen of them', () => {
  const zoom = createZoom(10_000);
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ start: index, end: index + 0.9, row: { fault: index === 5_000 } }));

  const runs = runsOf(rows, zoom);

  assert.deepEqual(
    runs.map(({ start, end, outcome }) => [start, end, outcome]),
    [
      [0, 9_999.9, 'ok'],
      [5_000, 5_000.9, 'fault'],
    ],
  );
  zoom.show(100, 110);
  assert.equal(runsOf(rows, zoom).length, 11);
});
