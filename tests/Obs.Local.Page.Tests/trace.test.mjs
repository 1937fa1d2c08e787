import assert from 'node:assert/strict';
import { test } from 'node:test';
import { criticalPath } from '../../src/Obs.Local/wwwroot/js/trace/critical-path.js';
import { buildTree, summaryOf, visibleRows } from '../../src/Obs.Local/wwwroot/js/trace/tree.js';
import { barBox, createZoom } from '../../src/Obs.Local/wwwroot/js/trace/zoom.js';
import { findDocument } from '../../src/Obs.Local/wwwroot/js/trace/documents.js';
import { chainOf } from '../../src/Obs.Local/wwwroot/js/trace/cause.js';
import { openTo } from '../../src/Obs.Local/wwwroot/js/trace/reveal.js';
import { findSkews, withoutSkew } from '../../src/Obs.Local/wwwroot/js/trace/skew.js';
import { ownTime, timeSpent, workName } from '../../src/Obs.Local/wwwroot/js/trace/time-spent.js';
import { workOf } from '../../src/Obs.Local/wwwroot/js/map/slow-work.js';
import { neighbour, rememberResults } from '../../src/Obs.Local/wwwroot/js/trace/results.js';

const row = (id, parentId, start, duration, more = {}) => ({ id, parentId, start, duration, name: id, kind: 'local', ...more });
const pathOf = (rows, duration = 100) =>
  Object.fromEntries(
    [...criticalPath(buildTree(rows, duration))].map(([id, pieces]) => [id, pieces.map(({ start, end }) => [start, end])]),
  );
const nothing = { collapsed: new Set(), unfolded: new Set() };

test('the critical path of one row is all of it', () => {
  assert.deepEqual(pathOf([row('a', null, 0, 100)]), { a: [[0, 100]] });
});

test('of two children that run side by side the one that ends last is critical', () => {
  const path = pathOf([row('a', null, 0, 100), row('fast', 'a', 10, 20), row('slow', 'a', 10, 70)]);

  assert.deepEqual(path, {
    a: [
      [80, 100],
      [0, 10],
    ],
    slow: [[10, 80]],
  });
});

test('children one after the other are all critical, and the gap between them belongs to their parent', () => {
  const path = pathOf([row('a', null, 0, 100), row('b', 'a', 0, 40), row('c', 'a', 50, 50)]);

  assert.deepEqual(path, { a: [[40, 50]], b: [[0, 40]], c: [[50, 100]] });
});

test('a child that outlives its parent counts as far as the parent waited', () => {
  const path = pathOf([row('a', null, 0, 100), row('late', 'a', 60, 200)]);

  assert.deepEqual(path, { a: [[0, 60]], late: [[60, 100]] });
});

test('a child that began after its parent ended is not on the path', () => {
  assert.deepEqual(pathOf([row('a', null, 0, 100), row('after', 'a', 120, 30)]), { a: [[0, 100]] });
});

test('the pieces of the path cover the time of the root exactly once', () => {
  const rows = [row('root', null, 0, 1_000)];
  let seed = 7;
  const next = limit => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % limit;
  };
  for (let index = 0; index < 200; index++) {
    const parent = rows[next(rows.length)];
    const start = parent.start + next(Math.max(1, parent.duration));
    rows.push(row(`r${index}`, parent.id, start, next(400)));
  }

  const pieces = [...criticalPath(buildTree(rows, 1_000)).values()].flat().sort((a, b) => a.start - b.start);

  assert.equal(pieces[0].start, 0);
  assert.equal(pieces.at(-1).end, 1_000);
  pieces.slice(1).forEach((piece, index) => assert.equal(piece.start, pieces[index].end));
});

test('a row whose parent has not arrived becomes a root', () => {
  const tree = buildTree([row('orphan', 'missing', 5, 10), row('child', 'orphan', 6, 2)], 20);

  assert.deepEqual(
    tree.roots.map(node => node.row.id),
    ['orphan'],
  );
  assert.equal(tree.byId.get('child').depth, 1);
});

test("rows that are each other's parents do not go round for ever", () => {
  const tree = buildTree([row('a', 'b', 0, 10), row('b', 'a', 0, 10)], 10);

  assert.equal(visibleRows(tree, nothing).length, 2);
});

test('a row in progress lasts to the end of the trace', () => {
  assert.equal(buildTree([row('a', null, 20, null)], 50).byId.get('a').end, 50);
});

test('more than five alike siblings become one row that unfolds', () => {
  const query = index =>
    row(`q${index}`, 'a', index, 1, { kind: 'sql', name: 'db', sql: { sanitized_query: 'select * from products where id = ?' } });
  const tree = buildTree([row('a', null, 0, 100), ...Array.from({ length: 6 }, (_, index) => query(index)), row('other', 'a', 50, 1)], 100);

  const folded = visibleRows(tree, nothing);
  const unfolded = visibleRows(tree, { collapsed: new Set(), unfolded: new Set(['fold:q0']) });

  assert.deepEqual(
    folded.map(item => item.type),
    ['row', 'fold', 'row'],
  );
  assert.equal(folded[1].nodes.length, 6);
  assert.equal(unfolded.length, 9);
});

test('five alike siblings stay five rows', () => {
  const tree = buildTree(
    [row('a', null, 0, 9), ...Array.from({ length: 5 }, (_, index) => row(`s${index}`, 'a', index, 1, { name: 'same' }))],
    9,
  );

  assert.equal(visibleRows(tree, nothing).length, 6);
});

test('requests for different things by the same route are alike', () => {
  const call = index =>
    row(`h${index}`, 'a', index, 1, {
      kind: 'http',
      name: 'host',
      http: { request: { method: 'GET', url: `http://host/stock/${index}` } },
    });
  const tree = buildTree([row('a', null, 0, 9), ...Array.from({ length: 7 }, (_, index) => call(index))], 9);

  assert.equal(visibleRows(tree, nothing).length, 2);
});

test('a folded subtree hides its rows and knows how many', () => {
  const tree = buildTree([row('a', null, 0, 9), row('b', 'a', 0, 5), row('c', 'b', 0, 2)], 9);

  assert.equal(visibleRows(tree, { collapsed: new Set(['a']), unfolded: new Set() }).length, 1);
  assert.equal(tree.roots[0].count, 2);
});

test('a summary says what was asked of whom', () => {
  assert.equal(summaryOf(row('a', null, 0, 1, { sql: { sanitized_query: 'SELECT "Id" FROM "Products" WHERE x' } })), 'SELECT Products');
  assert.equal(summaryOf(row('a', null, 0, 1, { http: { request: { method: 'GET', url: 'http://h:1/a/b?c=d' } } })), 'GET /a/b');
  assert.equal(summaryOf(row('a', null, 0, 1)), '');
});

test('a zoomed bar is cut off at the edges and gone when out of sight', () => {
  const zoom = createZoom(100);
  zoom.show(50, 100);

  assert.deepEqual(barBox(zoom, 0, 75), { left: '0.000%', width: '50.000%' });
  assert.equal(barBox(zoom, 0, 20), null);
});

test('a document is found at any depth', () => {
  const inner = { id: 'c' };

  assert.equal(findDocument([{ id: 'a', subsegments: [{ id: 'b', subsegments: [inner] }] }], 'c'), inner);
  assert.equal(findDocument(undefined, 'c'), undefined);
});

test('exceptions are told from the outermost inwards, and a ring of causes ends', () => {
  assert.deepEqual(
    chainOf([{ id: '2' }, { id: '1', cause: '2' }]).map(exception => exception.id),
    ['1', '2'],
  );
  assert.equal(
    chainOf([
      { id: '1', cause: '2' },
      { id: '2', cause: '1' },
    ]).length,
    2,
  );
});

test('the neighbours of a trace are those of the list it was opened from', () => {
  rememberResults(['a', 'b', 'c']);

  assert.equal(neighbour('b', 1), 'c');
  assert.equal(neighbour('a', -1), null);
  assert.equal(neighbour('unknown', 1), null);
});

test('the time of a trace is that of its work, alike work together and shown by its longest piece', () => {
  const sql = { kind: 'sql', name: 'db', sql: { sanitized_query: 'SELECT 1' } };
  const spent = timeSpent(buildTree([row('a', null, 0, 100), row('b', 'a', 0, 20, sql), row('c', 'a', 30, 60, sql)], 100));

  assert.deepEqual(
    spent.map(({ node, time, count }) => [node.row.id, time, count]),
    [
      ['c', 80, 2],
      ['a', 20, 1],
    ],
  );
  assert.deepEqual(workName(spent[0].node), { title: 'SELECT 1', where: 'db' });
});

test('what a node spent its time on is the slowest of each kind over the traces', () => {
  const trace = (id, query) => ({
    id,
    duration: query + 1,
    rows: [
      row('s', null, 0, query + 1, { kind: 'server', name: 'shop', service: 'shop' }),
      row('q', 's', 0, query, { kind: 'sql', name: 'db', service: 'shop', sql: { sanitized_query: 'SELECT 1' } }),
    ],
  });

  for (const target of [{ type: 'service', name: 'shop' }, { type: 'database', name: 'db' }, { type: 'client', name: 'shop' }]) {
    const works = workOf([trace('quick', 50), trace('slow', 500)], target);

    assert.deepEqual(works.map(({ traceId, node, time, request }) => [traceId, node.row.id, time, request]), [['slow', 'q', 500, 'shop']]);
  }
});

test('a row that is asked for is freed of folds and of folded parents', () => {
  const rows = [row('a', null, 0, 100), ...Array.from({ length: 6 }, (_, index) => row(`c${index}`, 'a', index, 1, { name: 'alike' })), row('leaf', 'c4', 4, 1)];
  const tree = buildTree(rows, 100);
  const state = { collapsed: new Set(['a', 'c4']), unfolded: new Set() };

  openTo(tree.byId.get('leaf'), tree, state);

  assert.ok(visibleRows(tree, state).some(({ key }) => key === 'leaf'));
});

test('a segment outside of the time of its call tells that clocks differ, and is moved to the middle of it', () => {
  const server = (id, parentId, start, duration, service) => row(id, parentId, start, duration, { kind: 'server', service });
  const rows = [
    server('a', null, 0, 100, 'shop'),
    row('call', 'a', 10, 80, { kind: 'http', service: 'shop' }),
    server('b', 'call', 2_020, 60, 'payments'),
    row('sql', 'b', 2_030, 10, { kind: 'sql', service: 'payments' }),
  ];
  const trace = { startTime: 1_000, duration: 2_080, rows };

  assert.deepEqual(findSkews(rows), [{ service: 'payments', caller: 'shop', offset: 2_000 }]);
  assert.deepEqual(
    withoutSkew(trace).rows.map(({ start }) => start),
    [0, 10, 20, 30],
  );
  assert.equal(withoutSkew(trace).duration, 100);
});

test('clocks that agree are left alone, as is a segment that its caller did not wait for', () => {
  const rows = [
    row('a', null, 0, 100, { kind: 'server', service: 'shop' }),
    row('call', 'a', 10, 20, { kind: 'http', service: 'shop' }),
    row('b', 'call', 12, 15, { kind: 'server', service: 'payments' }),
    row('late', 'call', 15, 500, { kind: 'server', service: 'mail' }),
  ];

  assert.deepEqual(findSkews(rows), []);
});

test('the time with no subsegment is what no child covers, however they overlap', () => {
  const { byId } = buildTree([row('a', null, 0, 100), row('b', 'a', 10, 30), row('c', 'a', 20, 30), row('d', 'a', 90, 50), row('e', 'a', 25, 5)], 100);

  assert.equal(ownTime(byId.get('a')), 50);
  assert.equal(ownTime(byId.get('b')), 30);
});
