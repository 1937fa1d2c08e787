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
  const shares = [['ok', ok], ['error', error], ['throttle', throttle], ['fault', fault]].filter(([, value]) => value > 0)
    .map(([outcome, value]) => [outcome, Math.max(value / total, 0.025)]);
  const sum = shares.reduce((all, [, value]) => all + value, 0);
  let at = 0;
  return shares.map(([outcome, value]) => {
    const arc = { outcome, from: at, to: at + value / sum };
    at = arc.to;
    return arc;
  });
}

/** How an edge or node fares: its share of requests that failed, weighed by how bad. */
export function healthOf({ total, fault, throttle, error }) {
  return !total ? 'none' : fault > 0 ? 'fault' : throttle > 0 ? 'throttle' : error / total > 0.05 ? 'error' : 'ok';
}

function logShare(total, most) {
  return most <= 1 ? 0.5 : Math.log1p(Math.max(0, total)) / Math.log1p(most);
}
