import { h } from '../dom/h.js';
import { clock, moment, span } from '../format/time.js';
import { spansOf, STATES } from './words.js';

/** What the alarm would have said over stored data: a strip of its states, and each time it would have fired. */
export function drawReplay(changes, range, app) {
  const fired = changes.filter(({ state }) => state === 'ALARM');
  return h(
    'section',
    { key: 'replay', class: 'replay' },
    h('h3', null, 'Over the stored data'),
    h(
      'p',
      { class: 'verdict' },
      fired.length === 0
        ? 'It would not have fired in this range.'
        : fired.length === 1
          ? `It would have fired once, at ${clock(fired[0].time)}.`
          : `It would have fired ${fired.length} times.`,
    ),
    h(
      'div',
      { class: 'state-strip', role: 'img', 'aria-label': `States from ${clock(range.from)} to ${clock(range.to)}` },
      spansOf(changes, range).map(({ from, to, state }) =>
        h('i', {
          key: from,
          class: `is-${state}`,
          title: `${STATES[state].word}: ${clock(from)} – ${clock(to)}`,
          style: { 'flex-grow': to - from },
        }),
      ),
    ),
    h('p', { class: 'log-bars-axis', 'aria-hidden': 'true' }, h('span', null, clock(range.from)), h('span', null, clock(range.to))),
    fired.length > 0 &&
      h(
        'ol',
        { class: 'history' },
        fired.map(({ time, value }) => {
          const end = changes.find(change => change.time > time)?.time ?? range.to;
          return h(
            'li',
            { key: time, 'data-fired': time },
            h('time', null, `would have fired at ${moment(time).replace(/\.\d+$/, '')}`),
            h('span', null, value === null ? '' : `with ${Number(value.toPrecision(4))}, for ${span(end - time)} `, drawLink(app, time, end)),
          );
        }),
      ),
  );
}

// The traces of the period before the change are those that brought it.
function drawLink(app, time, end) {
  const around = { from: String(Math.round(time - 120_000)), to: String(Math.round(end)), range: null };
  return h('a', { class: 'more', href: app.link('traces', null, { ...around, sort: 'slowest' }) }, 'traces of that time');
}
