// The longest a window is open before it is published, unless set otherwise.
const SPARSE_PERIOD = 60;

/** Rates by outcome as a stack, largest first: all, then error and fault together, then fault alone. */
export function stackRates(series) {
  const perSecond = values => values.map(value => (value === null ? null : value / series.period));
  const both = series.count.map((value, index) => (value === null ? null : (series.error[index] ?? 0) + (series.fault[index] ?? 0)));
  return [
    series.timestamps,
    perSecond(series.count),
    perSecond(both),
    perSecond(series.count.map((value, index) => (value === null ? null : (series.fault[index] ?? 0)))),
  ];
}

/** Values as layers over each other, largest sum first; a gap counts as nothing where another layer has a value. */
export function stackLayers(values) {
  const sums = values.map(line => line.map(() => null));
  for (let at = 0; at < (values[0]?.length ?? 0); at++) {
    let sum = 0;
    for (let layer = values.length - 1; layer >= 0; layer--) {
      sum += values[layer][at] ?? 0;
      sums[layer][at] = values.every(line => line[at] === null) ? null : sum;
    }
  }

  return sums;
}

/** The value of one layer of a stack: its edges are sums, and the reader wants the layers. */
export function layerOf(index, at, { data }) {
  const edge = data[index + 1][at];
  return edge === null || edge === undefined ? null : edge - (data[index + 2]?.[at] ?? 0);
}

/** Errors and faults as shares of all requests, 0 to 1; a gap where there were no requests. */
export function failedShares(series) {
  const shareOf = values => series.count.map((all, index) => (all ? (values[index] ?? 0) / all : null));
  return [series.timestamps, shareOf(series.error), shareOf(series.fault)];
}

/** Asks for a series with bins fine enough to show a change and coarse enough to be filled; only whole bins are kept. */
export async function loadBins(ask, range) {
  const fine = wholeBins(await ask(periodFor(range)), range);
  return isSparse(fine) ? wholeBins(await ask(SPARSE_PERIOD), range) : fine;
}

/** True when most of the bins are empty: the sender publishes less often than they are long. */
export function isSparse(series) {
  const first = series.count.findIndex(value => value !== null);
  const last = series.count.findLastIndex(value => value !== null);
  if (first < 0 || last - first < 3) {
    return false;
  }

  const filled = series.count.slice(first, last + 1).filter(value => value !== null).length;
  return filled / (last - first + 1) < 0.4;
}

/** The bins that lie wholly within the range: half a bin would look like half the traffic. */
export function wholeBins(series, { from, to }) {
  const inside = series.timestamps.map(time => time >= from && time + series.period * 1_000 <= to);
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => [name, Array.isArray(values) ? values.filter((_, index) => inside[index]) : values]),
  );
}

/** The time in which data may still be arriving, as a band over a chart: a service publishes a window when it has closed. None in a past range. */
export function arriving({ from, to }, isPast) {
  const begin = Math.max(from, to - SPARSE_PERIOD * 1_000);
  return isPast ? {} : { vertical: [{ time: begin, to, label: 'still arriving', color: 'muted' }] };
}

/** Bins for a range: fine enough to show a change, coarse enough to fill. */
export function periodFor({ from, to }) {
  const length = to - from;
  return length <= 1_000_000 ? 10 : length <= 4_000_000 ? 60 : Math.ceil(length / 60_000 / 60) * 60;
}
