import { h } from '../dom/h.js';
import { jsonText } from '../dom/json.js';
import { drawCopy } from '../app/states.js';
import { asTraceId } from '../app/search.js';
import { duration, preciseClock } from '../format/time.js';

const SHORT = { Trace: 'trace', Debug: 'debug', Information: 'info', Warning: 'warn', Error: 'error', Critical: 'critical' };

/** The six levels, least urgent first. */
export const LEVELS = Object.keys(SHORT);

/**
 * Log entries as rows that open to their JSON. `open` holds the keys of open rows; with `offsetFrom` times count from there;
 * `onRow` with `rowIds` links an entry to the work it was written in, and those of the work `current` are marked.
 */
export function drawLogTable(entries, { app, open, offsetFrom = null, onRow = null, rowIds = null, current = null }) {
  const toggle = key => {
    open.has(key) ? open.delete(key) : open.add(key);
    app.redraw();
  };
  return h(
    'div',
    { class: `log-table ${offsetFrom === null ? '' : 'is-relative'}`, role: 'list', 'aria-label': 'Log entries', key: 'entries' },
    withKeys(entries).map(({ entry, key }) =>
      h(
        'div',
        { key, class: `log-row level-${entry.level} ${open.has(key) ? 'is-open' : ''} ${current && entry.spanId === current ? 'is-current' : ''}`, role: 'listitem' },
        h(
          'button',
          { class: 'log-line', type: 'button', 'aria-expanded': String(open.has(key)), onclick: () => toggle(key) },
          h(
            'span',
            { class: 'log-time' },
            offsetFrom === null ? preciseClock(entry.timestamp) : `+${duration(Math.max(0, entry.timestamp - offsetFrom))}`,
          ),
          h('span', { class: 'log-level' }, SHORT[entry.level] ?? entry.level),
          h('span', { class: 'log-service' }, entry.service ?? ''),
          h('span', { class: 'log-message' }, entry.message),
        ),
        drawLinks(entry, { app, onRow, rowIds }),
        open.has(key) && drawRaw(entry),
      ),
    ),
  );
}

function drawLinks(entry, { app, onRow, rowIds }) {
  if (onRow) {
    return rowIds.has(entry.spanId) && h('button', { class: 'log-link', type: 'button', onclick: () => onRow(entry.spanId) }, 'show row');
  }

  const id = entry.traceId && asTraceId(entry.traceId);
  return (
    id && h('a', { class: 'log-link', href: app.link('traces', id, entry.spanId ? { row: entry.spanId } : null), title: id }, id.slice(-8))
  );
}

function drawRaw(entry) {
  const text = pretty(entry.raw);
  return h(
    'div',
    { class: 'log-raw', key: 'raw' },
    h(
      'p',
      { class: 'sub' },
      [entry.logger, entry.group && `group ${entry.group}`, entry.stream && `stream ${entry.stream}`].filter(Boolean).join(' · '),
    ),
    h('pre', { class: 'code' }, jsonText(text), drawCopy(entry.raw ?? text, 'Copy the entry')),
  );
}

function pretty(raw) {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw ?? '';
  }
}

/** Entries with keys that stay the same from one load to the next; equal entries are numbered. */
export function withKeys(entries) {
  const seen = new Map();
  return entries.map(entry => {
    const base = `${entry.timestamp}|${entry.stream ?? ''}|${entry.spanId ?? ''}|${entry.message}`;
    const times = seen.get(base) ?? 0;
    seen.set(base, times + 1);
    return { entry, key: `${base}|${times}` };
  });
}
