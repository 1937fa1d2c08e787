import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { asTraceId } from '../app/search.js';
import { clock } from '../format/time.js';

const LISTED = 4;
const LEVELS = ['Warning', 'Error', 'Critical'];

/** The newest warnings and errors that a service logged. */
export async function loadSaid(service, range, signal) {
  const found = await Promise.all(LEVELS.map(level => get('logs', { ...range, service, level, limit: LISTED }, signal)));
  return found
    .flatMap(({ entries }) => entries)
    .sort((a, b) => b.timestamp - a.timestamp)
    .slice(0, LISTED);
}

/** The entries, each a way to the trace it was written in. */
export function drawSaid(entries, service, app) {
  return h(
    'section',
    { key: 'said', class: 'said', 'aria-label': 'Newest warnings and errors' },
    h('h3', null, 'Newest warnings and errors', h('a', { class: 'more', href: app.link('logs', null, { service }) }, 'all log entries')),
    h(
      'ul',
      null,
      entries.map((entry, index) =>
        h(
          'li',
          { key: `${entry.timestamp}|${entry.spanId}|${index}`, class: `level-${entry.level}` },
          h(
            'a',
            { href: placeOf(entry, service, app), title: entry.message, 'data-level': entry.level },
            h('span', { class: 'log-level' }, entry.level.toLowerCase()),
            h('span', { class: 'sub' }, clock(entry.timestamp)),
            h('span', { class: 'said-message' }, entry.message),
          ),
        ),
      ),
    ),
  );
}

function placeOf({ traceId, spanId, level }, service, app) {
  const id = traceId && asTraceId(traceId);
  return id ? app.link('traces', id, spanId ? { row: spanId } : null) : app.link('logs', null, { service, level });
}
