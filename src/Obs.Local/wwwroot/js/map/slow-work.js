import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { get } from '../app/api.js';
import { groupBy } from '../app/group.js';
import { count } from '../format/numbers.js';
import { requestTitle } from '../format/paths.js';
import { duration } from '../format/time.js';
import { timeSpent, workName } from '../trace/time-spent.js';
import { buildTree, likeness } from '../trace/tree.js';
import { filterFor } from './filter-text.js';

// Of the traces above p99 the slowest of each request, so that one slow request does not hide another.
const LISTED = 100;
const READ = 5;
const NAMED = 4;
const LEAST_SHARE = 0.2;
// Until then parts of a trace may still arrive.
const SETTLED_AFTER = 60_000;

/** Reads the slowest traces of what is chosen on the map, each once when it is whole, and says what the time above p99 went into. */
export function createSlowWork() {
  let read = new Map();

  async function load(chosen, nodes, range, signal) {
    const item = chosen.edge ?? chosen.node;
    if (!hasSlow(item)) {
      return [];
    }

    const filter = filterFor(chosen, nodes, { from: item.p99 });
    const { traces } = await get('traces', { ...range, filter, sort: 'slowest', limit: LISTED }, signal);
    const slowest = [...groupBy(traces, requestTitle).values()].map(([first]) => first).slice(0, READ);
    const loaded = await Promise.all(slowest.map(trace => read.get(trace.id) ?? get(`traces/${encodeURIComponent(trace.id)}`, {}, signal)));
    read = new Map(loaded.filter(isSettled).map(trace => [trace.id, trace]));
    return workOf(loaded, chosen.edge ? nodes.get(chosen.edge.target) : chosen.node);
  }

  return { load };
}

/** A link has waited, and that is all it did. */
export function hasSlow({ p99, link }) {
  return p99 !== null && !link;
}

/** What these traces spent most of their time on in a node and below it, most first: `{ traceId, request, node, time, count }`. */
export function workOf(traces, target) {
  const found = traces.flatMap(({ id, rows, duration: whole }) => {
    const tree = buildTree(rows, whole);
    const roots = [...tree.byId.values()].filter(({ row }) => isOf(row, target));
    const works = timeSpent({ roots, byId: tree.byId });
    const sum = works.reduce((total, { time }) => total + time, 0);
    return works.filter(({ time }) => time >= sum * LEAST_SHARE).map(work => ({ ...work, traceId: id, request: requestOf(rows[0]) }));
  });
  return [...groupBy(found, ({ node }) => likeness(node)).values()]
    .map(works => works.toSorted((a, b) => b.time - a.time)[0])
    .sort((a, b) => b.time - a.time)
    .slice(0, NAMED);
}

/** The statement, the call or the code behind a p99, each a way to its row in the slowest trace of it. */
export function drawSlowWork(works, app) {
  return h(
    'section',
    { key: 'slow-work', class: 'slow-work', 'aria-label': 'What the time above p99 goes into' },
    h('h3', null, 'What the time above p99 goes into'),
    h(
      'ul',
      null,
      works.map(({ node, traceId, request, time, count: times }) => {
        const { title, where } = workName(node);
        return h(
          'li',
          { key: `${traceId}|${node.row.id}`, 'data-work': node.row.kind },
          h(
            'a',
            { href: app.link('traces', traceId, { row: node.row.id }), title },
            h('span', { class: `kind kind-${node.row.kind}` }, icon(node.row.kind, 13)),
            h('span', { class: `work-title ${node.row.kind === 'sql' ? 'mono' : ''}` }, title),
            h('b', { class: 'number' }, duration(time)),
            h('span', { class: 'sub' }, [where, times > 1 && `${count(times)}\u202f×`, request].filter(Boolean).join(' · ')),
          ),
        );
      }),
    ),
  );
}

function isSettled({ startTime, duration: whole }) {
  return Date.now() - startTime - whole > SETTLED_AFTER;
}

function requestOf(root) {
  return requestTitle({ ...root.http?.request, route: root.metadata?.http?.route, service: root.name });
}

// A service is the segment it wrote; all else is what its callers saw of it.
function isOf(row, { type, name }) {
  return type === 'client' ? !row.parentId : row.name === name && (type !== 'service' || row.kind === 'server');
}
