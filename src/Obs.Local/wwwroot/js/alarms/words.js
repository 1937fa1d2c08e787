import { span } from '../format/time.js';

const SIGNS = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

const MISSING = {
  missing: 'missing data keep the state',
  notBreaching: 'missing data count as good',
  breaching: 'missing data count as bad',
  ignore: 'missing data are ignored',
};

/** The three states with their word, and the shape that stands for each. */
export const STATES = {
  ALARM: { word: 'in alarm', mark: 'fault' },
  OK: { word: 'ok', mark: 'ok' },
  INSUFFICIENT_DATA: { word: 'insufficient data', mark: 'error' },
};

/** What an alarm watches, in one line: `Sum of Fault > 5 in 2 of 3 periods of 1 m`. */
export function sentenceOf({ type, definition }) {
  if (type === 'composite') {
    return definition.AlarmRule;
  }

  const periods = definition.EvaluationPeriods ?? 1;
  const needed = definition.DatapointsToAlarm ?? periods;
  const period = span(periodOf(definition) * 1_000);
  const when = periods === 1 ? `in ${period}` : `in ${needed} of ${periods} periods of ${period}`;
  return `${watched(definition)} ${SIGNS[definition.ComparisonOperator] ?? definition.ComparisonOperator} ${definition.Threshold} ${when}`;
}

/** How an alarm treats periods without data. */
export function missingOf({ definition }) {
  return MISSING[definition.TreatMissingData ?? 'missing'];
}

/** The series that an alarm watches, as queries for data that return one line. */
export function queriesOf({ definition }) {
  if (definition.Metrics) {
    return definition.Metrics;
  }

  return [
    {
      Id: 'watched',
      MetricStat: {
        Metric: { Namespace: definition.Namespace, MetricName: definition.MetricName, Dimensions: definition.Dimensions ?? [] },
        Period: definition.Period,
        Stat: statisticOf(definition),
        ...(definition.Unit && { Unit: definition.Unit }),
      },
      Label: watched(definition),
    },
  ];
}

/** The spans of time between changes, `{ from, to, state }`, until the end of the range. */
export function spansOf(changes, { from, to }) {
  const spans = [{ from, to, state: 'INSUFFICIENT_DATA' }];
  for (const { time, state } of changes) {
    const at = Math.min(Math.max(time, from), to);
    spans.at(-1).to = at;
    spans.push({ from: at, to, state });
  }

  return spans.filter(span => span.to > span.from);
}

function watched(definition) {
  const math = definition.Metrics?.find(query => query.ReturnData !== false);
  return math ? (math.Label ?? math.Expression ?? math.MetricStat?.Metric.MetricName) : `${statisticOf(definition)} of ${definition.MetricName}`;
}

function statisticOf(definition) {
  return definition.ExtendedStatistic ?? definition.Statistic;
}

function periodOf(definition) {
  return definition.Period ?? Math.max(...(definition.Metrics ?? []).map(query => query.MetricStat?.Period ?? query.Period ?? 0));
}
