import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingOf, queriesOf, sentenceOf, spansOf } from '../../src/Obs.Local/wwwroot/js/alarms/words.js';
import { toCells, heatPeriod } from '../../src/Obs.Local/wwwroot/js/charts/heat-map.js';
import { sharesOf } from '../../src/Obs.Local/wwwroot/js/charts/pie.js';
import { sideScale } from '../../src/Obs.Local/wwwroot/js/charts/sides.js';
import { arriving, layerOf, stackLayers } from '../../src/Obs.Local/wwwroot/js/charts/stack.js';
import { applyPatterns, placeWidgets, readBody, variablesOf } from '../../src/Obs.Local/wwwroot/js/dashboards/body.js';
import { messagesOf } from '../../src/Obs.Local/wwwroot/js/dashboards/load.js';
import { markdown } from '../../src/Obs.Local/wwwroot/js/dashboards/markdown.js';
import { expandRows, periodRule, toQueries } from '../../src/Obs.Local/wwwroot/js/dashboards/queries.js';
import { marksOf, toSeries } from '../../src/Obs.Local/wwwroot/js/dashboards/series.js';
import { toTableRows } from '../../src/Obs.Local/wwwroot/js/dashboards/table-view.js';
import { withAnnotation } from '../../src/Obs.Local/wwwroot/js/explain/narrow.js';
import { toParts } from '../../src/Obs.Local/wwwroot/js/insights/results.js';
import { sourcesOf } from '../../src/Obs.Local/wwwroot/js/dashboards/sources.js';
import { toBars } from '../../src/Obs.Local/wwwroot/js/map/histogram.js';

const period = asked => asked ?? 60;

test('a row may leave out what the row before says', () => {
  const rows = expandRows([
    ['N', 'M', 'A', 'a', 'B', 'b'],
    ['...', 'c'],
    ['.', 'O', '.', '.', '.', 'd', { stat: 'Sum' }],
    [{ expression: 'x' }],
    ['.', 'P'],
  ]);

  assert.deepEqual(
    rows.map(row => row.parts.join(' ')),
    ['N M A a B b', 'N M A a B c', 'N O A a B d', '', 'N P'],
  );
});

test('rows are queries, hidden ones too, and a variable changes a dimension', () => {
  const variables = [{ property: 'A', value: 'z' }];
  const { queries } = toQueries(
    { stat: 'p99', metrics: [['N', 'M', 'A', 'a', { id: 'm', visible: false }], [{ expression: 'm*2', label: 'twice' }]] },
    { period, variables },
  );

  assert.deepEqual(queries, [
    {
      Id: 'm',
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'N', MetricName: 'M', Dimensions: [{ Name: 'A', Value: 'z' }] }, Stat: 'p99', Period: 60 },
    },
    { Id: 'row2', ReturnData: true, Label: 'twice', Expression: 'm*2', Period: 60 },
  ]);
});

test('a period is as written where the body says so, and else suits the range', () => {
  const hour = { from: 0, to: 3_600_000 };

  assert.equal(periodRule({ periodOverride: 'inherit' }, {}, hour)(undefined), 300);
  assert.equal(periodRule({}, {}, hour)(300), 60);
  assert.equal(periodRule({}, { setPeriodToTimeRange: true }, { from: 0, to: 90_000 })(300), 120);
});

test('a widget without a place goes below the others', () => {
  const placed = placeWidgets({ widgets: [{ type: 'text', x: 0, y: 0, width: 30, height: 2 }, { type: 'text' }] });

  assert.deepEqual(
    placed.map(({ x, y, width, height }) => [x, y, width, height]),
    [
      [0, 0, 24, 2],
      [0, 2, 6, 6],
    ],
  );
  assert.match(readBody('{').problem, /^The body is not JSON/);
  assert.equal(readBody('{}').problem, 'The body has no list of widgets.');
});

test('the values of a variable are those received, and its pattern is replaced wherever it stands', () => {
  const metrics = ['b', 'a'].map(value => ({ namespace: 'N', name: 'M', dimensions: { A: value } }));
  const body = {
    variables: [
      { type: 'property', property: 'A', id: 'v', search: '{N,A} M', populateFrom: 'A', defaultValue: '__FIRST' },
      { type: 'pattern', pattern: 'Test', id: 'p', values: [{ value: 'Prod' }] },
    ],
    widgets: [{ properties: { title: 'In Test' } }],
  };
  const variables = variablesOf(body, metrics, { 'var.p': 'Say "x"' });

  assert.deepEqual([variables[0].value, variables[0].values.length], ['a', 2]);
  assert.equal(applyPatterns(body, variables).widgets[0].properties.title, 'In Say "x"');
});

test('a finding goes to the widget that it is about, before what the widget met itself', () => {
  const findings = [
    { place: '$.widgets[1].properties.metrics[0]', message: 'unknown' },
    { place: '$.variables[0]', message: 'without an id' },
  ];
  const widgets = [
    { index: 0, messages: [] },
    { index: 1, messages: ['no alarm'] },
  ];

  assert.deepEqual(messagesOf(findings, widgets), [
    { widget: null, text: 'without an id' },
    { widget: 1, text: 'unknown' },
    { widget: 1, text: 'no alarm' },
  ]);
});

test('a period without a value is a gap', () => {
  const { times, series } = toSeries(
    [{ Id: 'a', Label: 'A', Timestamps: [60, 180], Values: [1, 3] }],
    [{ id: 'a', visible: true, period: 60, color: '#ff0000' }],
  );

  assert.deepEqual(times, [60_000, 120_000, 180_000]);
  assert.deepEqual(series, [{ id: 'a', label: 'A', color: '#ff0000', right: false, values: [1, null, 3] }]);
});

test('annotations are lines, and pairs of them bands', () => {
  assert.deepEqual(marksOf({ horizontal: [{ value: 5, label: 'five' }, [{ value: 1 }, { value: 2 }], { value: 'no' }] }).horizontal, [
    { value: 5, label: 'five', color: undefined },
    { value: 1, to: 2, label: '', color: undefined },
  ]);
});

test('Markdown is elements, and no link goes to a script', () => {
  const flat = nodes => nodes.map(node => node.text ?? `<${node.tag}${node.props.href ? ` ${node.props.href}` : ''}>${flat(node.nodes)}</${node.tag}>`).join('');

  assert.equal(flat(markdown('# A\n**b** `c` [d](https://e)')), '<h2>A</h2><p><strong>b</strong> <code>c</code> <a https://e>d</a></p>');
  assert.equal(flat(markdown('[d](javascript:x) <b>')), '<p><span>d</span> <b></p>');
  assert.equal(flat(markdown('- a\n- b\n\n```\n*c*\n```')), '<ul><li>a</li><li>b</li></ul><pre><code>*c*</code></pre>');
  assert.equal(flat(markdown('|a|b|\n|-|-|\n|c|d|')).includes('<td>d</td>'), true);
});

test('the log groups that a query names are known before it runs', () => {
  assert.deepEqual(sourcesOf("SOURCE '/a' | source \"/it's\" | SOURCE '/it\\'s' | fields x"), ['/a', "/it's", "/it's"]);
  assert.deepEqual(sourcesOf('fields x'), []);
});

test('what an alarm watches is one sentence and one query', () => {
  const alarm = {
    type: 'metric',
    definition: {
      Namespace: 'N',
      MetricName: 'M',
      ExtendedStatistic: 'p99',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  };

  assert.equal(sentenceOf(alarm), 'p99 of M > 5 in 2 of 3 periods of 1\u202fm');
  assert.equal(missingOf(alarm), 'missing data keep the state');
  assert.equal(queriesOf(alarm)[0].MetricStat.Stat, 'p99');
});

test('the states of a replay cover the range', () => {
  assert.deepEqual(spansOf([{ time: 40, state: 'ALARM' }, { time: 70, state: 'OK' }], { from: 0, to: 100 }), [
    { from: 0, to: 40, state: 'INSUFFICIENT_DATA' },
    { from: 40, to: 70, state: 'ALARM' },
    { from: 70, to: 100, state: 'OK' },
  ]);
});

test('layers are sums from below, and the reader is told the layer', () => {
  const data = [[0, 1], ...stackLayers([[1, null], [2, null]])];

  assert.deepEqual(data.slice(1), [[3, null], [2, null]]);
  assert.equal(layerOf(0, 0, { data }), 1);
  assert.equal(layerOf(0, 1, { data }), null);
});

test('the newest minute is marked as still arriving unless the range is past', () => {
  assert.deepEqual(arriving({ from: 0, to: 300_000 }, true), {});
  assert.equal(arriving({ from: 0, to: 300_000 }, false).vertical[0].time, 240_000);
});

test('the bands of a heat map lie between the shortest and the longest', () => {
  const { cells, low, high } = toCells({ period: 10, bandsPerPower: 1, columns: [{ time: 10_000, bands: [[1, 4], [2, 1]] }] }, { from: 0, to: 20_000 });

  assert.deepEqual([low, high], [10, 1_000]);
  assert.deepEqual(
    cells.map(({ x, y, share }) => [x, y, share]),
    [
      [0.5, 0.5, 1],
      [0.5, 0, 0.5],
    ],
  );
  assert.equal(heatPeriod({ from: 0, to: 300_000 }, 10), 10);
});

test('a histogram holds every call once', () => {
  const { bars } = toBars([[1, 3], [10, 2], [1_000, 1]]);

  assert.equal(bars.reduce((sum, bar) => sum + bar, 0), 6);
  assert.deepEqual(toBars([]).bars, []);
});

test('a side of a chart keeps the bounds it is given, and makes room for data and marks where it is given none', () => {
  assert.deepEqual(sideScale({ min: 10, max: 20 }).range(null, 0, 500), [10, 20]);
  assert.deepEqual(sideScale().range(null, null, null), [0, 1]);
  assert.deepEqual(sideScale({}, 0, () => 100).range(null, -5, 10).map(Math.round), [-5, 115]);
  assert.deepEqual(sideScale({ min: 5, max: 5 }).range(null, 0, 1), [5, 6]);
});

test('parts of a whole begin where the one before ends, and what is not above zero has none', () => {
  assert.deepEqual(sharesOf([1, null, -3, 3]), [
    { begin: 0, part: 0.25 },
    { begin: 0.25, part: 0 },
    { begin: 0.25, part: 0 },
    { begin: 0.25, part: 0.75 },
  ]);
  assert.deepEqual(sharesOf([0]), [{ begin: 0, part: 0 }]);
});

test('marks are measured on their own side and may fill to an edge', () => {
  const marks = marksOf({ horizontal: [{ value: 1, yAxis: 'right', fill: 'above' }, { value: 2, fill: 'none' }], vertical: [{ value: '2024-01-02T03:04:05Z', fill: 'after' }] });

  assert.deepEqual(marks.horizontal, [
    { value: 1, right: true, fill: 'above', label: '', color: undefined },
    { value: 2, label: '', color: undefined },
  ]);
  assert.equal(marks.vertical[0].fill, 'after');
});

test('a table has the summaries that were asked for, and the newest values first', () => {
  const series = [{ label: 'a', values: [1, null, 4] }, { label: 'b', values: [null, null, null] }];
  const rows = table => toTableRows({ times: [0, 60_000, 120_000], series, table });

  assert.deepEqual(rows({ summaryColumns: ['MAX', 'AVG'], showTimeSeriesData: false }), [['Series', 'MAX', 'AVG'], ['a', '4', '2.50'], ['b', '–', '–']]);
  assert.deepEqual(rows({})[1], ['a', '1', '4', '5', '2.50', '4', '–', '1']);
});

test('rows with a number are parts of a whole under their names', () => {
  const row = values => ({ values });

  assert.deepEqual(toParts({ columns: ['level', 'n'], rows: [row({ level: 'Error', n: '2' }), row({ n: '5' })] }), [{ label: 'Error', value: 2 }, { label: '–', value: 5 }]);
  assert.deepEqual(toParts({ columns: ['level'], rows: [row({ level: 'Error' })] }), []);
});

test('an annotation is added to the filter that there is, as what it is', () => {
  assert.equal(withAnnotation(undefined, 'plan', 'a "b"'), 'annotation.plan = "a \\"b\\""');
  assert.equal(withAnnotation('fault', 'n', 3), '(fault) AND annotation.n = 3');
  assert.equal(withAnnotation('', 'ok', true), 'annotation.ok = true');
  assert.equal(withAnnotation('', 'odd-name', 1), null);
});
