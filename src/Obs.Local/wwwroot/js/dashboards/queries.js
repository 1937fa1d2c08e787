const DEFAULT_PERIOD = 300;

/**
 * The rows of a metric widget as what `GetMetricData` takes, with how each is drawn: `{ queries, lines }`. Rows may leave out what the row
 * before says: `.` for one part, `...` for all parts from there on that the row does not name.
 */
export function toQueries(properties, { period, variables = [] }) {
  const chosen = Object.fromEntries(variables.filter(({ property, value }) => property && value !== null).map(({ property, value }) => [property, value]));
  const rows = expandRows(properties.metrics ?? []);
  const lines = rows.map(({ parts, options }, index) => ({
    id: options.id ?? `row${index + 1}`,
    label: options.label,
    color: options.color,
    right: options.yAxis === 'right',
    visible: options.visible !== false,
    expression: options.expression,
    metric: options.expression ? null : metricOf(parts, chosen),
    stat: chosen.stat ?? options.stat ?? properties.stat ?? 'Average',
    period: period(options.period ?? properties.period),
  }));
  return { lines, queries: lines.map(toQuery) };
}

/** Rows with nothing left out: `{ parts, options }`. */
export function expandRows(rows) {
  const expanded = [];
  for (const row of rows.filter(Array.isArray)) {
    const options = typeof row.at(-1) === 'object' ? row.at(-1) : {};
    const own = row.filter(part => typeof part === 'string');
    const before = expanded.findLast(({ parts }) => parts.length > 0)?.parts ?? [];
    expanded.push({ parts: fill(own, before), options });
  }

  return expanded;
}

/**
 * How long one value stands for, as a function of what the row or the widget asks for: that, where the body says `inherit`, else what suits
 * the range.
 */
export function periodRule({ periodOverride }, { setPeriodToTimeRange }, { from, to }) {
  const seconds = (to - from) / 1_000;
  if (setPeriodToTimeRange) {
    return () => Math.max(60, Math.ceil(seconds / 60) * 60);
  }

  const suited = seconds <= 3 * 3_600 ? 60 : seconds <= 15 * 3_600 ? 300 : 3_600;
  return asked => (periodOverride === 'inherit' ? (asked ?? DEFAULT_PERIOD) : Math.min(asked ?? suited, suited));
}

function fill(own, before) {
  const dots = own.indexOf('...');
  if (dots >= 0) {
    const after = own.slice(dots + 1);
    own = [...own.slice(0, dots), ...before.slice(dots, before.length - after.length), ...after];
  }

  return own.map((part, index) => (part === '.' ? (before[index] ?? part) : part));
}

function metricOf([space, name, ...rest], chosen) {
  const dimensions = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    dimensions.push({ Name: rest[index], Value: chosen[rest[index]] ?? rest[index + 1] });
  }

  return { Namespace: space, MetricName: name, Dimensions: dimensions };
}

function toQuery({ id, label, visible, expression, metric, stat, period }) {
  return {
    Id: id,
    ReturnData: visible,
    ...(label && { Label: label }),
    ...(metric ? { MetricStat: { Metric: metric, Stat: stat, Period: period } } : { Expression: expression, Period: period }),
  };
}
