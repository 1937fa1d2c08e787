import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { outcomeMark, outcomeOf } from '../dom/outcome.js';
import { drawCopy } from '../app/states.js';
import { requestTitle } from '../format/paths.js';
import { count, share } from '../format/numbers.js';
import { duration, moment } from '../format/time.js';
import { workName } from './time-spent.js';

const NAMED = 3;
const LEAST_SHARE = 0.05;

/** The request, what it came to, and the steps through the list it came from; `link(step)` is an address or null, `compare` one. */
export function drawHead(trace, link, compare) {
  const root = trace.rows[0];
  const outcome = outcomeOf(root);
  return h(
    'header',
    { class: 'trace-head', key: 'head' },
    h('div', { class: 'steps' }, drawStep(link(-1), 'Previous trace', '['), drawStep(link(1), 'Next trace', ']')),
    h('h1', null, outcomeMark(outcome), requestTitle({ ...root.http?.request, route: root.metadata?.http?.route, service: root.name })),
    h(
      'dl',
      { class: 'facts' },
      fact('Duration', duration(trace.duration)),
      fact('Status', root.http?.response?.status ?? outcome),
      fact('Services', count(new Set(trace.rows.map(row => row.service)).size)),
      fact('Rows', count(trace.rows.length)),
      fact('Started', moment(trace.startTime)),
    ),
    h(
      'p',
      { class: 'trace-id' },
      h('code', null, trace.id),
      drawCopy(trace.id, 'Copy the trace id'),
      h('a', { class: 'button', key: 'compare', href: compare }, 'Compare with a typical one'),
    ),
  );
}

/** The answer before the picture: what most of the time went into, each a way to its row. */
export function drawTimeSpent(spent, whole, show) {
  const named = spent.slice(0, NAMED).filter(({ time }, index) => index === 0 || time / whole >= LEAST_SHARE);
  return h(
    'div',
    { class: 'time-spent', key: 'time-spent', role: 'group', 'aria-label': 'Where the time went' },
    h('span', { key: 'title', class: 'time-spent-title' }, 'Most of the time'),
    named.map(work => drawWork(work, whole, show)),
  );
}

/** Which clocks differ, and the choice to see the trace without that. */
export function drawSkews(skews, corrected, choose) {
  const said = skews.map(({ service, caller, offset }) => `${service} ${duration(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} ${caller}`);
  return h(
    'p',
    { class: 'skews', key: 'skews' },
    `${corrected ? 'Corrected for clocks that differ' : 'Clocks differ'}: ${said.join(', ')}. `,
    h('button', { type: 'button', class: 'link', onclick: () => choose(corrected ? null : 'corrected') }, corrected ? 'Show as sent' : 'Correct'),
  );
}

function drawWork({ node, time, count: times }, whole, show) {
  const { title, where } = workName(node);
  return h(
    'button',
    { key: node.row.id, type: 'button', class: 'time-spent-work', title, 'data-work': node.row.kind, onclick: () => show(node.row.id) },
    h('span', { class: `kind kind-${node.row.kind}` }, icon(node.row.kind, 13)),
    h('b', null, duration(time)),
    h('span', { class: 'sub' }, share(time / whole)),
    times > 1 && h('span', { class: 'sub' }, `${count(times)}\u202f×`),
    h('span', { class: `time-spent-name ${node.row.kind === 'sql' ? 'mono' : ''}` }, title),
    h('span', { class: 'sub' }, where),
  );
}

function drawStep(href, label, key) {
  return h(
    'a',
    {
      key: label,
      class: 'icon-button step',
      role: 'link',
      'aria-label': label,
      title: `${label} ( ${key} )`,
      href,
      'aria-disabled': href ? null : 'true',
    },
    icon('chevron'),
  );
}

function fact(name, value) {
  return h('div', { key: name }, h('dt', null, name), h('dd', null, value));
}
