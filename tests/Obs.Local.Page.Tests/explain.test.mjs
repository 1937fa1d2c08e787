import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrowTo } from '../../src/Obs.Local/wwwroot/js/explain/narrow.js';

test('a trait becomes a filter expression where the language has a word for it', () => {
  const filter = (kind, name, value) => narrowTo({ kind, name, value }, null)?.filter;

  assert.equal(filter('annotation', 'plan', 'gold'), 'annotation.plan = "gold"');
  assert.equal(filter('annotation', 'items', '≥ 12.5'), 'annotation.items >= 12.5');
  assert.equal(filter('annotation', 'cached', 'false'), 'annotation.cached = false');
  assert.equal(filter('status', '', '503'), 'http.status = 503');
  assert.equal(filter('service', '', 'a "b" c'), 'service("a \\"b\\" c")');
  assert.equal(filter('outcome', '', 'fault'), 'fault');
  assert.equal(filter('annotation', 'two words', 'x'), undefined);
  assert.equal(filter('zone', 'shop', 'eu-west-1a'), undefined);
});

test('an operation is chosen, and a filter is kept beside the new one', () => {
  assert.deepEqual(narrowTo({ kind: 'operation', name: '', value: 'GET /a' }, 'fault'), { operation: 'GET /a' });
  assert.equal(narrowTo({ kind: 'outcome', name: '', value: 'error' }, 'ok OR fault').filter, '(ok OR fault) AND error');
});
