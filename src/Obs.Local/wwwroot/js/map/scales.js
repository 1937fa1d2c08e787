const LEAST = 54;
const MOST = 88;

/** Diameter of a node, growing with the logarithm of its requests. */
export function diameter(total, most) {
  return LEAST + (MOST - LEAST) * logShare(total, most);
}

/** Width of an edge, growing with the logarithm of its requests. */
export function edgeWidth(total, most) {
  return 1.25 + 4.25 * logShare(total, most);
}

/** Arcs of a ring as `{ outcome, from, to }` in turns; the smallest share that is not none stays visible. */
export function arcsOf({ total, ok, error, throttle, fault }) {
  if (!total) {
    return [];
  }

  // A throttle is an error too on the wire; here each request counts once, for the worst of it.
  const shares = [
    ['ok', ok],
    ['error', error],
    ['throttle', throttle],
    ['fault', fault],
  ]
    .filter(([, value]) => value > 0)
    .map(([outcome, value]) => [outcome, Math.max(value / total, 0.025)]);
  const sum = shares.reduce((all, [, value]) => all + value, 0);
  let at = 0;
  return shares.map(([outcome, value]) => {
    const arc = { outcome, from: at, to: at + value / sum };
    at = arc.to;
    return arc;
  });
}

/** The worst outcome of an edge and how strongly to show it, 0 to 1: full strength from one request in ten. */
export function healthOf({ total, fault, throttle, error }) {
  const [outcome, share] =
    fault > 0
      ? ['fault', fault / total]
      : throttle > 0
        ? ['throttle', throttle / total]
        : error > total * 0.05
          ? ['error', error / total]
          : ['ok', 0];
  return { outcome, strength: Math.min(1, 0.15 + share * 8) };
}

/** A colour between two of the form #rrggbb. */
export function mix(from, to, share) {
  const parts = color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `#${a
    .map((value, index) =>
      Math.round(value + (b[index] - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function logShare(total, most) {
  return most <= 1 ? 0.5 : Math.log1p(Math.max(0, total)) / Math.log1p(most);
}
