import { h } from '../dom/h.js';
import { outcomeMark, outcomeOf } from '../dom/outcome.js';
import { requestTitle } from '../format/paths.js';
import { clock, duration } from '../format/time.js';

/** Traces as rows: outcome, request, services, when, how long. The whole row opens its trace. */
export function drawTraceTable(traces, { app, compact = false, selected = null, label = 'Traces' }) {
  const longest = Math.max(...traces.map(trace => trace.duration), 1);
  return h(
    'div',
    { class: 'scroll', key: 'traces' },
    h(
      'table',
      { class: `table trace-table ${compact ? 'is-compact' : ''}`, 'aria-label': label },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col', class: 'mark-cell' }, h('span', { class: 'visually-hidden' }, 'Outcome')),
          h('th', { scope: 'col' }, 'Request'),
          !compact && h('th', { scope: 'col', class: 'hide-narrow' }, 'Services'),
          !compact && h('th', { scope: 'col', class: 'number hide-narrow' }, 'Segments'),
          h('th', { scope: 'col', class: 'number' }, 'Status'),
          h('th', { scope: 'col', class: 'number time-head' }, 'Time'),
          h('th', { scope: 'col', class: 'number duration-cell' }, 'Duration'),
        ),
      ),
      h(
        'tbody',
        null,
        traces.map(trace => drawTrace(trace, { app, compact, selected, longest })),
      ),
    ),
  );
}

function drawTrace(trace, { app, compact, selected, longest }) {
  const href = app.link('traces', trace.id, { filter: app.address().params.filter });
  const outcome = outcomeOf(trace);
  return h(
    'tr',
    {
      key: trace.id,
      class: 'opens',
      'data-trace': trace.id,
      'aria-selected': trace.id === selected ? 'true' : null,
      onclick: event => open(event, href),
    },
    h('td', { class: 'mark-cell' }, outcomeMark(outcome)),
    h(
      'td',
      { class: 'request' },
      h('a', { href, title: trace.url ?? trace.id }, requestTitle(trace)),
      trace.partial && h('span', { class: 'tag', title: 'A part of this trace has not arrived yet' }, 'partial'),
      compact
        ? h('span', { class: 'sub' }, trace.service)
        : Object.entries(trace.annotations ?? {})
            .slice(0, 3)
            .map(([name, value]) => h('span', { class: 'tag', key: name }, `${name}=${value}`)),
    ),
    !compact && h('td', { class: 'hide-narrow services-cell' }, (trace.services ?? []).join(' → ')),
    !compact && h('td', { class: 'number hide-narrow' }, trace.segmentCount),
    h('td', { class: `number ${outcome === 'ok' ? '' : `is-${outcome}`}` }, trace.status ?? '–'),
    h('td', { class: 'number time-cell' }, clock(trace.startTime)),
    h(
      'td',
      { class: 'number duration-cell' },
      trace.duration > longest / 50 &&
        h('span', { class: `duration-bar is-${outcome}`, style: { '--share': (trace.duration / longest).toFixed(3) } }),
      h('span', { class: 'duration-text' }, duration(trace.duration)),
    ),
  );
}

function open(event, href) {
  // A link inside, a modifier or a selection of text means something else.
  if (!event.defaultPrevented && !event.target.closest('a, button') && !event.ctrlKey && !event.metaKey && getSelection().isCollapsed) {
    location.hash = href;
  }
}
