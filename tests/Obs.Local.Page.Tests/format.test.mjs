import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, count, rate, share, shortCount } from '../../src/Obs.Local/wwwroot/js/format/numbers.js';
import { ago, clock, clockAt, duration, span } from '../../src/Obs.Local/wwwroot/js/format/time.js';
import { isOperation, pathOf, requestTitle } from '../../src/Obs.Local/wwwroot/js/format/paths.js';
import { formatSql, sqlSummary, sqlTokens } from '../../src/Obs.Local/wwwroot/js/format/sql.js';

const plain = text => text.replaceAll('\u202f', ' ');

for (const [value, text] of [
  [null, '–'],
  [0, '0 ms'],
  [0.0004, '1 µs'],
  [0.84, '840 µs'],
  [0.9996, '1.00 ms'],
  [4.2, '4.20 ms'],
  [84.26, '84.3 ms'],
  [312, '312 ms'],
  [999.7, '1.00 s'],
  [1_240, '1.24 s'],
  [125_000, '2 m 5 s'],
]) {
  test(`a duration of ${value} ms reads ${text}`, () => assert.equal(plain(duration(value)), text));
}

for (const [value, text] of [
  [0, '0 %'],
  [0.0001, '<0.1 %'],
  [0.024, '2.4 %'],
  [0.5, '50 %'],
  [0.9999, '>99.9 %'],
  [1, '100 %'],
  [NaN, '–'],
]) {
  test(`a share of ${value} reads ${text}`, () => assert.equal(plain(share(value)), text));
}

test('rates, counts and sizes read like a person would write them', () => {
  assert.equal(plain(rate(0)), '0 /s');
  assert.equal(plain(rate(0.001)), '<0.01 /s');
  assert.equal(plain(rate(4.25)), '4.3 /s');
  assert.equal(plain(rate(1_530)), '1.53 k /s');
  assert.equal(count(12_640), '12,640');
  assert.equal(plain(shortCount(2_500_000)), '2.50 M');
  assert.equal(plain(bytes(73_400_320)), '70.0 MiB');
});

test('lengths of time have at most two units', () => {
  assert.equal(plain(span(300_000)), '5 m');
  assert.equal(plain(span(4_830_000)), '1 h 20 m');
  assert.equal(ago(1_000, 1_200), 'just now');
});

test('a request is called by its route, else by its path', () => {
  assert.equal(requestTitle({ method: 'GET', route: '/products/{id}', url: 'http://h/products/7' }), 'GET /products/{id}');
  assert.equal(requestTitle({ method: 'GET', url: 'http://h:5101' }), 'GET /');
  assert.equal(requestTitle({ service: 'worker', id: '1-2' }), 'worker');
  assert.equal(pathOf('/already/a/path'), '/already/a/path');
});

test('a trace belongs to an operation by its route, else by its path', () => {
  const trace = { method: 'GET', url: 'http://h:1/products/7?x=1' };

  assert.equal(isOperation(trace, 'GET /products/{id}'), true);
  assert.equal(isOperation(trace, 'POST /products/{id}'), false);
  assert.equal(isOperation(trace, 'GET /products'), false);
  assert.equal(isOperation(trace, 'GET /products/{id}/stock'), false);
  assert.equal(isOperation(trace, 'GET /{*path}'), true);
  assert.equal(isOperation({ ...trace, route: '/products/{number}' }, 'GET /products/{id}'), false);
});

test('a statement breaks before its clauses, not inside brackets or quotes', () => {
  assert.equal(
    formatSql("select a, (select 1 from x) from t where b = 'from here' order by c"),
    "select a, (select 1 from x)\nfrom t\nwhere b = 'from here'\norder by c",
  );
});

test('an upsert keeps its update together', () => {
  assert.equal(
    formatSql('INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO UPDATE SET a = ?'),
    'INSERT INTO t (a)\nVALUES (?)\nON CONFLICT (a) DO UPDATE\nSET a = ?',
  );
});

test('the pieces of a statement make the statement again', () => {
  const text = 'SELECT "Id" FROM [T] WHERE x = @p AND y = ? -- ü';

  assert.equal(
    sqlTokens(text)
      .map(([, piece]) => piece)
      .join(''),
    text,
  );
  assert.equal(sqlSummary('update  "Products" set x = 1'), 'UPDATE Products');
});

test('a clock goes by the zone that it is given, and by the own one without', () => {
  const noon = Date.UTC(2026, 10, 22, 12, 0, 5);

  assert.equal(clockAt('+0130')(noon), '13:30:05');
  assert.equal(clockAt('-0800')(noon), '04:00:05');
  assert.equal(clockAt(undefined), clock);
});
