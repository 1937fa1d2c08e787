const MOST_SERIES = 8;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3})?$/;

/** Rows as the API gives them, `[[{ field, value }]]`, as columns and objects; the pointer to the event stays beside. */
export function toTable(results) {
  const columns = [...new Set(results.flatMap(row => row.map(cell => cell.field)))].filter(name => name !== '@ptr');
  const rows = results.map((row, index) => {
    const values = Object.fromEntries(row.map(cell => [cell.field, cell.value]));
    return { key: values['@ptr'] ?? String(index), pointer: values['@ptr'] ?? null, values };
  });
  return { columns, rows };
}

/** The moment that a text of a result names, in milliseconds, or null. */
export function toTime(text) {
  return TIME.test(text ?? '') ? Date.parse(`${text.replace(' ', 'T')}Z`) : null;
}

/** True for columns whose values are numbers, which are aligned to the right. */
export function isNumeric(rows, column) {
  const values = rows.map(row => row.values[column]).filter(value => value !== undefined && value !== '');
  return values.length > 0 && values.every(value => Number.isFinite(Number(value)));
}

/**
 * A result of `stats … by bin()` as lines over time, `{ times, series: [{ label, values }] }`; null for any other result. One more column of
 * names splits the lines, the largest of them kept.
 */
export function toChart({ columns, rows }) {
  const timeColumn = columns.find(column => column !== '@timestamp' && column !== '@ingestionTime' && rows.every(row => toTime(row.values[column]) !== null));
  const numbers = columns.filter(column => isNumeric(rows, column));
  const names = columns.filter(column => column !== timeColumn && !numbers.includes(column));
  if (!timeColumn || rows.length < 2 || numbers.length === 0 || names.length > 1) {
    return null;
  }

  const times = [...new Set(rows.map(row => toTime(row.values[timeColumn])))].sort((a, b) => a - b);
  const at = new Map(times.map((time, index) => [time, index]));
  const lines = new Map();
  for (const row of rows) {
    for (const number of numbers) {
      const label = [names.length > 0 && (row.values[names[0]] ?? '–'), (numbers.length > 1 || names.length === 0) && number].filter(Boolean).join(' ');
      const line = lines.get(label) ?? lines.set(label, { label, values: times.map(() => null), total: 0 }).get(label);
      const value = Number(row.values[number]);
      if (row.values[number] !== undefined && row.values[number] !== '') {
        line.values[at.get(toTime(row.values[timeColumn]))] = value;
        line.total += Math.abs(value);
      }
    }
  }

  const series = [...lines.values()].sort((a, b) => b.total - a.total);
  return { times, series: series.slice(0, MOST_SERIES).map(({ label, values }) => ({ label, values })), left: Math.max(0, series.length - MOST_SERIES) };
}

/** A result with names and numbers as parts of a whole, `[{ label, value }]`: the first number of each row; empty for any other result. */
export function toParts({ columns, rows }) {
  const number = columns.find(column => isNumeric(rows, column));
  const names = columns.filter(column => !isNumeric(rows, column));
  return number === undefined
    ? []
    : rows.map(({ values }) => ({ label: names.map(name => values[name] ?? '–').join(' ') || number, value: Number(values[number] ?? 0) }));
}

/** Counts by bin of a counting query as bars that cover a whole range. */
export function toBins(results, { from, to }, width) {
  const counts = new Map(toTable(results).rows.map(row => [toTime(row.values.begin), Number(row.values.entries)]));
  const bins = [];
  for (let begin = Math.floor(from / width) * width; begin < to; begin += width) {
    bins.push({ from: begin, to: begin + width, count: counts.get(begin) ?? 0 });
  }

  return bins;
}

/** The width of a bar, in milliseconds, that is round and leaves 30 to 70 of them in a range. */
export function binWidth({ from, to }) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400];
  return 1_000 * (steps.find(seconds => (to - from) / 1_000 / seconds <= 64) ?? 86_400);
}
