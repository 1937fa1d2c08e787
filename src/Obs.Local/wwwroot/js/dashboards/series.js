/** Results of `GetMetricData` on one line of times, `{ times, series: [{ label, color, right, values }] }`; what is not there is a gap. */
export function toSeries(results, lines) {
  const byId = new Map(lines.map(line => [line.id, line]));
  const step = Math.min(...lines.filter(line => line.visible).map(line => line.period)) * 1_000;
  const times = timesOf(results, step);
  const at = new Map(times.map((time, index) => [time, index]));
  const found = new Map();
  results.forEach(({ Id }) => found.set(Id, (found.get(Id) ?? 0) + 1));
  const series = results.map(result => {
    const line = byId.get(result.Id);
    const values = times.map(() => null);
    result.Timestamps.forEach((time, index) => {
      values[at.get(time * 1_000)] = result.Values[index];
    });
    // One colour for many lines of a search would make them one.
    return { id: result.Id, label: result.Label, color: found.get(result.Id) === 1 ? line?.color : undefined, right: line?.right ?? false, values };
  });
  return { times, series };
}

/** The newest value there is. */
export function newest(values) {
  return values.findLast(value => value !== null) ?? null;
}

// Every period between the first and the last, so that a period without a value is a gap and not a straight line.
function timesOf(results, step) {
  const seen = results.flatMap(result => result.Timestamps.map(time => time * 1_000));
  const times = new Set(seen);
  const [first, last] = [Math.min(...seen), Math.max(...seen)];
  if (seen.length > 0 && Number.isFinite(step) && (last - first) / step <= 5_000) {
    for (let time = first; time < last; time += step) {
      times.add(time);
    }
  }

  return [...times].sort((a, b) => a - b);
}

/** The lines and bands that a widget draws over its chart. */
export function marksOf(annotations) {
  return {
    horizontal: (annotations?.horizontal ?? []).map(item => pair(item, 'value', value => value)).filter(Boolean),
    vertical: (annotations?.vertical ?? []).map(item => pair(item, 'time', value => Date.parse(value))).filter(Boolean),
  };
}

function pair(item, name, read) {
  const [first, second] = Array.isArray(item) ? item : [item];
  const [low, high] = [read(first?.value), read(second?.value)];
  if (!Number.isFinite(low) || first.visible === false) {
    return null;
  }

  return {
    [name]: low,
    ...(Number.isFinite(high) && { to: high }),
    ...(first.yAxis === 'right' && { right: true }),
    ...(first.fill && first.fill !== 'none' && { fill: first.fill }),
    label: first.label ?? second?.label ?? '',
    color: first.color,
  };
}
