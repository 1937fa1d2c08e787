import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { all, cloudWatch } from '../app/aws.js';
import { awsCommand } from '../app/commands.js';
import { drawEmpty } from '../app/states.js';
import { createTimeChart } from '../charts/time-chart.js';
import { icon } from '../dom/icons.js';
import { ago, clock } from '../format/time.js';
import { count, significant, shortCount } from '../format/numbers.js';
import { drawHistory } from '../alarms/history.js';
import { drawState } from '../alarms/state.js';
import { drawReplay } from '../alarms/replay.js';
import { missingOf, queriesOf, sentenceOf, STATES } from '../alarms/words.js';

const HISTORY = 50;
const EXAMPLE =
  '--alarm-name faults --namespace Obs --metric-name Fault --statistic Sum --period 60 --evaluation-periods 1 --threshold 5 --comparison-operator GreaterThanThreshold';

/** What is in alarm, what was, and what would have fired? */
export const alarms = { title: 'Alarms', create: createAlarms };

function createAlarms(app, address) {
  const onRange = (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null });
  const chart = createTimeChart({
    title: 'Watched',
    format: number,
    height: 180,
    onRange,
    series: [{ label: 'value', color: 'percentile-4', width: 2 }],
  });

  async function load(signal) {
    const { from, to } = app.scope();
    const list = (await get('alarms', {}, signal)).alarms;
    const alarm = list.find(({ name }) => name === address.item) ?? null;
    return { alarms: list, range: { from, to }, alarm, ...(alarm ? await loadOne(alarm, { from, to }, signal) : {}) };
  }

  async function loadOne(alarm, { from, to }, signal) {
    const isMetric = alarm.type === 'metric';
    const [history, replay, values] = await Promise.all([
      cloudWatch('DescribeAlarmHistory', { AlarmName: alarm.name, MaxRecords: HISTORY }, signal),
      isMetric ? get('alarms/replay', { name: alarm.name, from, to }, signal) : null,
      isMetric ? loadValues(alarm, { from, to }, signal) : null,
    ]);
    return { history: history.AlarmHistoryItems, replay: replay?.changes ?? null, values };
  }

  function draw(data) {
    if (data.alarms.length === 0) {
      return h(
        'div',
        { class: 'view alarms', key: 'alarms' },
        h('h1', { class: 'visually-hidden' }, 'Alarms'),
        drawEmpty('No alarm has been put here; an SDK, the aws CLI or Terraform can put the same ones as in CloudWatch.', awsCommand('cloudwatch put-metric-alarm', EXAMPLE)),
      );
    }

    return h(
      'div',
      { class: `view alarms ${data.alarm ? 'has-alarm' : ''}`, key: 'alarms' },
      h('h1', { class: 'visually-hidden' }, 'Alarms'),
      data.alarm && drawAlarm(data),
      address.item && !data.alarm && drawEmpty(`There is no alarm ${address.item}; it may have been deleted.`),
      drawList(data),
    );
  }

  function drawList({ alarms: list, alarm: chosen }) {
    const order = Object.keys(STATES);
    return h(
      'table',
      { class: 'table alarm-table', key: 'list', 'aria-label': 'Alarms' },
      h(
        'thead',
        null,
        h('tr', null, ['State', 'Alarm', 'Fires when', 'Since'].map(name => h('th', { key: name, scope: 'col', class: name === 'Since' ? 'number' : '' }, name))),
      ),
      h(
        'tbody',
        null,
        list
          .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name))
          .map(alarm =>
            h(
              'tr',
              {
                key: alarm.name,
                class: 'opens',
                'data-alarm': alarm.name,
                'data-state': alarm.state,
                'aria-selected': alarm === chosen ? 'true' : null,
                onclick: event => !event.target.closest('a') && app.go('alarms', alarm.name),
              },
              h('td', { class: 'state-cell' }, drawState(alarm.state)),
              h('td', null, h('a', { href: app.link('alarms', alarm.name), class: 'strong' }, alarm.name), alarm.type === 'composite' && h('span', { class: 'tag' }, 'composite')),
              h('td', { class: 'rule-cell' }, sentenceOf(alarm)),
              h('td', { class: 'number' }, h('span', { title: clock(alarm.updated) }, ago(alarm.updated, Date.now()))),
            ),
          ),
      ),
    );
  }

  function drawAlarm({ alarm, history, replay, values, range }) {
    return h(
      'article',
      { key: alarm.name, class: 'alarm', 'aria-label': alarm.name },
      h(
        'header',
        null,
        h('h2', null, drawState(alarm.state), alarm.name),
        h('a', { class: 'icon-button', href: app.link('alarms'), 'aria-label': 'Close', title: 'Close' }, icon('close')),
      ),
      alarm.description && h('p', { key: 'text' }, alarm.description),
      h('p', { key: 'rule', class: 'rule' }, sentenceOf(alarm), alarm.type === 'metric' && h('span', { class: 'sub' }, missingOf(alarm))),
      h('p', { key: 'reason', class: 'sub' }, alarm.reason),
      values &&
        chart.draw({
          ...range,
          data: [values.times, values.values],
          marks: {
            horizontal: [{ value: alarm.definition.Threshold, label: `threshold ${number(alarm.definition.Threshold)}`, color: 'fault' }],
            vertical: (replay ?? []).filter(({ state }) => state === 'ALARM').map(({ time }) => ({ time, label: '', color: 'fault' })),
          },
          summary: `${count(values.values.length)} values, threshold ${alarm.definition.Threshold}`,
        }),
      replay && drawReplay(replay, range, app),
      drawHistory(history),
    );
  }

  return { load, draw, title: () => address.item ?? 'Alarms' };
}

async function loadValues(alarm, { from, to }, signal) {
  const results = await all(
    NextToken =>
      cloudWatch(
        'GetMetricData',
        { MetricDataQueries: queriesOf(alarm), StartTime: from / 1_000, EndTime: to / 1_000, ScanBy: 'TimestampAscending', NextToken },
        signal,
      ),
    'MetricDataResults',
  );
  return { times: results.flatMap(result => result.Timestamps.map(time => time * 1_000)), values: results.flatMap(result => result.Values) };
}

function number(value) {
  return Math.abs(value) < 100 && !Number.isInteger(value) ? significant(value) : shortCount(Math.round(value));
}
