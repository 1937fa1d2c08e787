import { ask, get } from '../app/api.js';
import { all, cloudWatch } from '../app/aws.js';
import { queriesOf } from '../alarms/words.js';
import { loadGroups, runQuery } from '../insights/run.js';
import { toChart, toTable } from '../insights/results.js';
import { applyPatterns, nameOf, placeWidgets, variablesOf } from './body.js';
import { sourcesOf } from './sources.js';
import { periodRule, toQueries } from './queries.js';
import { marksOf, toSeries } from './series.js';

/** What is known beside the bodies of dashboards: metrics, alarms and log groups. */
export async function loadSurroundings(signal) {
  const [metrics, alarms, groups] = await Promise.all([get('metrics', {}, signal), get('alarms', {}, signal), loadGroups(signal)]);
  return { metrics: metrics.metrics, alarms: alarms.alarms, groups };
}

/** A dashboard as it is drawn: its variables, and its widgets with their data. */
export async function loadDashboard(body, surroundings, app, signal) {
  const { from, to } = app.scope();
  const variables = variablesOf(body, surroundings.metrics, app.address().params);
  const context = { body, range: { from, to }, variables, ...surroundings };
  const applied = applyPatterns(body, variables);
  const [widgets, { findings }] = await Promise.all([
    Promise.all(placeWidgets(applied).map(widget => loadWidget(widget, context, signal))),
    ask('check/dashboard', JSON.stringify(applied), signal),
  ]);
  return { variables, range: { from, to }, widgets, messages: [...timesOf(body), ...messagesOf(findings, widgets)] };
}

// The times of a body are what a dashboard opens with; here one range is for all.
function timesOf({ start, end }) {
  const asked = [start && `begins at ${start}`, end && `ends at ${end}`].filter(Boolean);
  return asked.length === 0 ? [] : [{ widget: null, text: `${asked.join(' and ')} in CloudWatch; here the range above decides` }];
}

/** What the linter found and what the widgets met, by widget; what is of the whole dashboard has none. */
export function messagesOf(findings, widgets) {
  return [
    ...findings.map(({ place, message }) => ({
      widget: widgets[/^\$\.widgets\[(\d+)\]/.exec(place)?.[1]]?.index ?? null,
      text: message.replace(/\$\.widgets\[(\d+)\]/g, (path, index) => widgets[index]?.name ?? path),
    })),
    ...widgets.flatMap(({ index, messages }) => messages.map(text => ({ widget: index, text }))),
  ].sort((a, b) => (a.widget ?? -1) - (b.widget ?? -1));
}

async function loadWidget(widget, context, signal) {
  const load = { metric: loadMetric, log: loadLog, alarm: loadAlarms }[widget.type];
  try {
    return { ...widget, name: nameOf(widget), messages: [], ...(await load?.(widget, context, signal)) };
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    return { ...widget, name: nameOf(widget), problem: error.message, messages: [error.message] };
  }
}

async function loadMetric({ properties }, { body, range, variables, alarms }, signal) {
  const watched = properties.annotations?.alarms?.map(arn => findAlarm(arn, alarms));
  if (watched) {
    return loadWatched(watched, range, signal);
  }

  const { queries, lines } = toQueries(properties, { period: periodRule(body, properties, range), variables });
  if (!lines.some(line => line.visible)) {
    return { ...toSeries([], lines), marks: marksOf(properties.annotations), messages: ['every row is hidden'] };
  }

  const results = await getData(queries, range, signal);
  return { ...toSeries(results, lines), marks: marksOf(properties.annotations), messages: [] };
}

async function loadWatched(watched, range, signal) {
  const alarm = watched[0];
  if (!alarm?.found || alarm.found.type !== 'metric') {
    return { times: [], series: [], marks: {}, messages: [`there is no metric alarm ${alarm?.name ?? ''}`] };
  }

  const queries = queriesOf(alarm.found);
  const lines = queries.map(query => ({ id: query.Id, visible: query.ReturnData !== false, period: query.MetricStat?.Period ?? query.Period ?? 60 }));
  return {
    ...toSeries(await getData(queries, range, signal), lines),
    marks: { horizontal: [{ value: alarm.found.definition.Threshold, label: alarm.name, color: 'fault' }] },
    messages: [],
  };
}

async function loadLog({ properties }, { groups, range }, signal) {
  const missing = sourcesOf(properties.query).filter(name => !groups.includes(name));
  const { error } = missing.length > 0 ? { error: `there is no log group ${missing.join(', ')}` } : await get('check/insights', { q: properties.query }, signal);
  if (error) {
    return { problem: error };
  }

  const { results, status } = await runQuery(properties.query, { ...range, groups }, signal);
  const table = toTable(results);
  return { table, chart: toChart(table), messages: status === 'Complete' ? [] : [`the query ended as ${status}`] };
}

async function loadAlarms({ properties }, { alarms }) {
  const listed = (properties.alarms ?? []).map(arn => findAlarm(arn, alarms));
  const states = properties.states ?? null;
  return {
    alarms: listed.filter(({ found }) => found && (!states || states.includes(found.state))).map(({ found }) => found),
    messages: listed.filter(({ found }) => !found).map(({ name }) => `there is no alarm ${name}`),
  };
}

function getData(queries, { from, to }, signal) {
  const input = { MetricDataQueries: queries, StartTime: from / 1_000, EndTime: to / 1_000, ScanBy: 'TimestampAscending' };
  return all(NextToken => cloudWatch('GetMetricData', { ...input, NextToken }, signal), 'MetricDataResults');
}

function findAlarm(arn, alarms) {
  const name = arn.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
  return { name, found: alarms.find(alarm => alarm.name === name) ?? null };
}
