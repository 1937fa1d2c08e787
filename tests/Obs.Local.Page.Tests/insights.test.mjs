import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, quoteField } from '../../src/Obs.Local/wwwroot/js/insights/completion.js';
import { toChoice } from '../../src/Obs.Local/wwwroot/js/insights/picker.js';
import { binWidth, toBins, toChart, toTable, toTime } from '../../src/Obs.Local/wwwroot/js/insights/results.js';
import { countingQuery, steps, tokenize } from '../../src/Obs.Local/wwwroot/js/insights/tokens.js';
import { unfold } from '../../src/Obs.Local/wwwroot/js/insights/result-table.js';

const known = { fields: ['durationMs', 'order.id', 'odd-name'], recipes: [{ name: 'errors-by-route', query: 'filter level = "Error"', purpose: 'p' }] };

test('a query is pieces that together are the query', () => {
  const text = '# note\nfields @message, `a b`\n| filter a like /x|y/ and b / 2 > 1.5 | stats count(*) as n by bin(5m)';
  const tokens = tokenize(text);

  assert.equal(tokens.map(token => token.text).join(''), text);
  assert.deepEqual(
    tokens.filter(token => ['comment', 'command', 'field', 'regex', 'function'].includes(token.kind)).map(token => token.text),
    ['# note', 'fields', '@message', '`a b`', 'filter', '/x|y/', 'stats', 'count', 'bin'],
  );
});

test('a text that is no query is pieces too', () => {
  for (const text of ['', '|', '"open', '/', '`', '😀 | ☃', "'\\"]) {
    assert.equal(
      tokenize(text)
        .map(token => token.text)
        .join(''),
      text,
    );
  }
});

test('pipes in quotes do not end a step', () => {
  assert.deepEqual(
    steps('filter a = "x|y" | limit 5').map(step => step.command),
    ['filter', 'limit'],
  );
});

test('entries are counted before anything puts them together', () => {
  assert.equal(
    countingQuery('fields a # why\n| filter a > 1 | stats count(*) by a | filter a > 2', 10),
    'fields a | filter a > 1 | stats count(*) as entries by bin(10s) as begin',
  );
  assert.equal(countingQuery('stats count(*)', 60), 'stats count(*) as entries by bin(60s) as begin');
});

test('where a step begins commands and recipes are offered, elsewhere fields and functions', () => {
  const offer = (text, caret = text.length) => complete(text, caret, known).map(item => item.name);

  assert.deepEqual(offer('fi'), ['fields', 'filter', 'filterIndex', 'filldown', 'fillmissing']);
  assert.deepEqual(offer('err'), ['errors-by-route']);
  assert.deepEqual(offer('filter dur'), ['durationMs']);
  assert.deepEqual(offer('filter a | lim'), ['limit']);
  assert.deepEqual(offer('filter a = "dur'), []);
  assert.deepEqual(offer('filter '), []);
  assert.deepEqual(complete('filter ', 7, known, true)[0].name, 'durationMs');
});

test('a completion replaces the word before the caret and leaves the rest', () => {
  const [item] = complete('stats cou by x', 9, known);

  assert.deepEqual([item.insert, item.from, item.to], ['count(', 6, 9]);
  assert.equal(quoteField('order.id'), 'order.id');
  assert.equal(quoteField('odd-name'), '`odd-name`');
});

test('a result by bins of time is lines, split by one more column', () => {
  const rows = [
    ['2026-01-01 00:00:00.000', 'a', '1'],
    ['2026-01-01 00:00:00.000', 'b', '5'],
    ['2026-01-01 00:01:00.000', 'a', '2'],
  ].map(([bin, name, n]) => [
    { field: 'bin(1m)', value: bin },
    { field: 'name', value: name },
    { field: 'n', value: n },
  ]);

  assert.deepEqual(toChart(toTable(rows)), {
    times: [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 0, 1)],
    series: [
      { label: 'b', values: [5, null] },
      { label: 'a', values: [1, 2] },
    ],
    left: 0,
  });
});

test('a list of entries is no chart', () => {
  const row = time => [
    { field: '@timestamp', value: time },
    { field: 'ms', value: '3' },
    { field: '@ptr', value: time },
  ];
  const table = toTable([row('2026-01-01 00:00:00.000'), row('2026-01-01 00:00:01.000')]);

  assert.deepEqual(table.columns, ['@timestamp', 'ms']);
  assert.equal(toChart(table), null);
  assert.equal(toTime('yesterday'), null);
});

test('bars cover the whole range, also where nothing was logged', () => {
  const bins = toBins(
    [
      [
        { field: 'begin', value: '1970-01-01 00:00:10.000' },
        { field: 'entries', value: '4' },
      ],
    ],
    { from: 1_000, to: 21_000 },
    10_000,
  );

  assert.deepEqual(
    bins.map(bin => [bin.from, bin.count]),
    [
      [0, 0],
      [10_000, 4],
      [20_000, 0],
    ],
  );
  assert.equal(binWidth({ from: 0, to: 300_000 }), 5_000);
});

test('the message of a record is shown as the JSON it is', () => {
  assert.deepEqual(unfold({ '@message': '{"a":1}', '@log': 'g', a: '1' }), { '@log': 'g', '@message': { a: 1 } });
  assert.deepEqual(unfold({ '@message': 'text' }), { '@message': 'text' });
});

test('a saved query is chosen by its folder and name, and reads its own log groups', () => {
  const saved = { queryDefinitionId: '1', name: 'shop-demo/by day/Errors', queryString: 'limit 5', logGroupNames: ['/obs/a', '/obs/b'] };

  assert.deepEqual(toChoice(saved), { id: '1', folder: 'shop-demo/by day', name: 'Errors', text: "SOURCE '/obs/a' | SOURCE '/obs/b' | limit 5" });
  assert.deepEqual(toChoice({ ...saved, name: 'Errors', logGroupNames: undefined }), { id: '1', folder: 'no folder', name: 'Errors', text: 'limit 5' });
  assert.equal(toChoice({ ...saved, queryString: "source '/x' | limit 1" }).text, "source '/x' | limit 1");
});
