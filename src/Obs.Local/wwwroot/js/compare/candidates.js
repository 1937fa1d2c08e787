import { get } from '../app/api.js';
import { requestTitle } from '../format/paths.js';

const AROUND = 1_800_000;
const MOST = 1_000;

/** What a trace can be set against without naming one: words an address may carry in place of a trace id. */
export const CHOICES = ['typical', 'fastest', 'slowest'];

/** Other traces of the same request in the hour around one, by the words for them: `{ typical, fastest, slowest, count }`, ids or null. */
export async function findCandidates(trace, environment, signal) {
  const root = trace.rows[0];
  const { traces } = await get(
    'traces',
    {
      from: trace.startTime - AROUND,
      to: trace.startTime + AROUND,
      environment,
      service: root.service,
      q: literalOf(root),
      sort: 'newest',
      limit: MOST,
    },
    signal,
  );
  return candidatesOf(traces.filter(other => other.id !== trace.id && requestTitle(other) === titleOf(trace)));
}

/** Of traces of one request the middle one by duration, of those that went well where there are any, and both ends. */
export function candidatesOf(traces) {
  const sorted = traces.toSorted((a, b) => a.duration - b.duration);
  const well = sorted.some(({ ok }) => ok) ? sorted.filter(({ ok }) => ok) : sorted;
  return {
    typical: well[well.length >> 1]?.id ?? null,
    fastest: sorted[0]?.id ?? null,
    slowest: sorted.at(-1)?.id ?? null,
    count: sorted.length,
  };
}

/** `POST /checkout`: the request that a trace answers. */
export function titleOf({ rows: [root] }) {
  return requestTitle({ ...root.http?.request, route: root.metadata?.http?.route, service: root.name });
}

// What stands in every address of this request, so that others do not fill the list.
function literalOf(root) {
  const route = root.metadata?.http?.route;
  return route?.split('{')[0] ?? '';
}
