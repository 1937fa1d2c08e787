import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceSummariesCommand } from '../../src/Obs.Local/wwwroot/js/app/commands.js';
import { variablesOf } from '../../src/Obs.Local/wwwroot/js/dashboards/body.js';
import { inEnvironment } from '../../src/Obs.Local/wwwroot/js/insights/run.js';
import { findChanges } from '../../src/Obs.Local/wwwroot/js/views/what-changed.js';

const service = (name, requests, more = {}) => {
  const fault = more.fault ?? 0;
  return { name, requests, rate: requests / 300, p95: 100, fault, faultRate: fault / requests, ...more };
};
const changes = (now, before) => findChanges(now, before).map(({ service: name, what, kind }) => [name, what, kind]);

test('nothing changed while everything is as it was, give or take chance', () => {
  assert.deepEqual(changes([service('shop', 1_000, { fault: 3 })], [service('shop', 960, { fault: 6, p95: 80 })]), []);
});

test('with nothing to set it against nothing is a change', () => {
  assert.deepEqual(changes([service('shop', 1_000)], []), []);
});

test('a service that is new, or silent, is said to be', () => {
  assert.deepEqual(changes([service('new', 10)], [service('gone', 100), service('rare', 3)]), [
    ['gone', 'silent', 'worse'],
    ['new', 'new', 'other'],
  ]);
});

test('rate, faults and duration are changes when they are more than chance, worst first', () => {
  const before = [service('shop', 1_000, { fault: 1 })];

  assert.deepEqual(changes([service('shop', 2_100, { fault: 100, p95: 260 })], before), [
    ['shop', 'faults', 'worse'],
    ['shop', 'p95', 'worse'],
    ['shop', 'rate', 'other'],
  ]);
  assert.deepEqual(changes([service('shop', 1_000, { fault: 1, p95: 40 })], before), [['shop', 'p95', 'better']]);
});

test('of a time before that was received in part the rate counts', () => {
  assert.deepEqual(changes([service('shop', 3_000)], [service('shop', 380, { rate: 10.1 })]), []);
});

test('few requests do not make a duration a change', () => {
  assert.deepEqual(changes([service('shop', 8, { p95: 900 })], [service('shop', 9)]), []);
});

test('a filter is a command of the aws CLI, quoted for a shell', () => {
  globalThis.location = { origin: 'http://127.0.0.1:4580' };

  assert.equal(
    traceSummariesCommand('user = "o\'neil"', { from: 1_000_400, to: 2_000_000 }),
    `aws xray get-trace-summaries --endpoint-url http://127.0.0.1:4580 --region local --no-sign-request --start-time 1000 --end-time 2000 --filter-expression 'user = "o'\\''neil"'`,
  );
});

test('a query over one environment is filtered right after its sources', () => {
  const expected = 'filter environment = "demo"';

  assert.equal(inEnvironment('fields level', undefined), 'fields level');
  assert.equal(inEnvironment('fields level', 'demo'), `${expected}\n| fields level`);
  assert.equal(inEnvironment("SOURCE '/a' | source \"/b\" START=-1h | stats count(*)", 'demo'), `SOURCE '/a' | source "/b" START=-1h | ${expected} | stats count(*)`);
  assert.equal(inEnvironment('# a word\nfields level', 'a"b'), 'filter environment = "a\\"b"\n| # a word\nfields level');
});

test('a variable for the environment follows the bar until it is chosen itself', () => {
  const body = { variables: [{ id: 'e', type: 'property', property: 'Environment', defaultValue: 'test' }] };

  assert.equal(variablesOf(body, [], {})[0].value, 'test');
  assert.equal(variablesOf(body, [], { environment: 'demo' })[0].value, 'demo');
  assert.equal(variablesOf(body, [], { environment: 'demo', 'var.e': 'test' })[0].value, 'test');
});
