import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { outcomeMark, outcomeOf } from '../dom/outcome.js';
import { drawScroll } from '../dom/scroll.js';
import { count } from '../format/numbers.js';
import { duration, moment } from '../format/time.js';
import { workName } from '../trace/time-spent.js';
import { titleOf } from './candidates.js';

const LISTED = 12;
const LEAST = 0.001;

/** What each of the two is, and what is said of one and not of the other: addresses, annotations, versions. */
export function drawSides(here, there, facts, app) {
  const rows = [
    ['Request', ({ trace }) => titleOf(trace)],
    ['Outcome', ({ trace }) => [outcomeMark(outcomeOf(trace.rows[0]), ''), ` ${trace.rows[0].http?.response?.status ?? outcomeOf(trace.rows[0])}`]],
    ['Duration', ({ trace }) => duration(trace.duration)],
    ['Services', ({ trace }) => count(new Set(trace.rows.map(row => row.service)).size)],
    ['Rows', ({ trace }) => count(trace.rows.length)],
    ['Log entries', ({ logs }) => count(logs.length)],
    ['Started', ({ trace }) => moment(trace.startTime)],
    ['Trace', ({ trace }) => h('a', { class: 'mono', href: app.link('traces', trace.id) }, trace.id)],
  ];
  const row = (name, ours, theirs) =>
    h('tr', { key: name }, h('th', { scope: 'row' }, name), h('td', { class: 'wrap' }, ours), h('td', { class: 'wrap' }, theirs));
  return h(
    'section',
    { key: 'sides' },
    h('h2', null, 'Side by side'),
    table(
      'sides',
      'Side by side',
      ['', 'This trace', 'The other'],
      [
        ...rows.map(([name, draw]) => row(name, draw(here), draw(there))),
        ...facts.map(({ name, here: ours, there: theirs }) => row(name, ours ?? none(), theirs ?? none())),
      ],
    ),
  );
}

/** Where the one takes longer: work by work, the differences adding up to that of the two. */
export function drawDifferences(differences, app, { here, there }) {
  const most = Math.max(...differences.map(({ difference }) => Math.abs(difference)), LEAST);
  const listed = differences.filter(({ difference }) => Math.abs(difference) >= most * LEAST).slice(0, LISTED);
  const rest = differences.filter(item => !listed.includes(item)).reduce((sum, { difference }) => sum + difference, 0);
  return h(
    'section',
    { key: 'differences' },
    h(
      'h2',
      null,
      'Where the difference is',
      h('span', { class: 'count' }, `${signed(differences.reduce((sum, { difference }) => sum + difference, 0))} in all, on the critical paths`),
    ),
    table(
      'work',
      'Where the difference is',
      ['Work', ['Difference', 'number difference-cell'], ['This trace', 'number'], ['The other', 'number hide-narrow'], ['How often', 'hide-narrow']],
      [
        ...listed.map(item => drawDifference(item, most, app, here, there)),
        Math.abs(rest) >= LEAST &&
          h('tr', { key: 'rest' }, h('th', { scope: 'row' }, 'All else'), h('td', { class: 'number' }, signed(rest)), h('td'), h('td', { class: 'hide-narrow' }), h('td', { class: 'hide-narrow' })),
      ],
    ),
  );
}

function drawDifference({ key, node, here: ours, there: theirs, difference, hereCount, thereCount }, most, app, here, there) {
  const { title, where } = workName(node);
  const owner = here.tree.byId.has(node.row.id) && here.tree.byId.get(node.row.id) === node ? here : there;
  const time = (value, times) => (times === 0 ? h('span', { class: 'none' }, 'not there') : duration(value));
  return h(
    'tr',
    { key, 'data-work': node.row.kind },
    h(
      'th',
      { scope: 'row', class: 'work-cell' },
      h('span', { class: `kind kind-${node.row.kind}` }, icon(node.row.kind, 13)),
      h(
        'a',
        { href: app.link('traces', owner.trace.id, { row: node.row.id }), title, class: node.row.kind === 'sql' ? 'mono' : '' },
        title,
      ),
      h('span', { class: 'sub' }, where),
    ),
    h(
      'td',
      { class: 'number difference-cell strong' },
      signed(difference),
      h('i', {
        class: `difference-bar ${difference > 0 ? 'is-more' : 'is-less'}`,
        'aria-hidden': 'true',
        style: { '--share': (Math.abs(difference) / most).toFixed(3) },
      }),
    ),
    h('td', { class: 'number' }, time(ours, hereCount)),
    h('td', { class: 'number hide-narrow' }, time(theirs, thereCount)),
    h('td', { class: 'hide-narrow' }, hereCount === thereCount ? `${count(hereCount)}\u202f× in both` : `${count(hereCount)}\u202f× against ${count(thereCount)}\u202f×`),
  );
}

/** What only one of the two logged. */
export function drawLogged(ours, theirs, app) {
  const entries = [...ours.map(entry => [entry, 'this trace']), ...theirs.map(entry => [entry, 'the other'])];
  return h(
    'section',
    { key: 'logged' },
    h('h2', null, 'What only one of them logged', h('span', { class: 'count' }, count(entries.length))),
    entries.length === 0
      ? h('p', { class: 'none' }, 'Both logged entries of the same kinds.')
      : table(
          'logged',
          'What only one of them logged',
          ['Logged by', 'Level', ['Service', 'hide-narrow'], 'Entry'],
          entries.slice(0, LISTED * 2).map(([entry, by], index) =>
            h(
              'tr',
              { key: `${by}|${index}` },
              h('td', null, by),
              h('td', { class: `level-${entry.level}` }, h('span', { class: 'log-level' }, (entry.level ?? '').toLowerCase())),
              h('td', { class: 'hide-narrow' }, entry.service ?? ''),
              h('td', { class: 'wrap' }, entry.traceId ? h('a', { href: app.link('traces', entry.traceId, { row: entry.spanId }) }, entry.message) : entry.message),
            ),
          ),
        ),
  );
}

/** `+1.20 s`, `−3.00 ms`: what is less is marked as such by more than a colour. */
export function signed(milliseconds) {
  return Math.abs(milliseconds) < LEAST / 2 ? duration(0) : `${milliseconds > 0 ? '+' : '−'}${duration(Math.abs(milliseconds))}`;
}

function none() {
  return h('span', { class: 'none' }, 'not there');
}

function table(name, label, columns, rows) {
  return drawScroll(
    label,
    { key: name },
    h(
      'table',
      { class: `table comparison-${name}` },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map(column => {
            const [text, style] = [column].flat();
            return text === '' ? h('td', { key: text }) : h('th', { key: text, scope: 'col', class: style ?? '' }, text);
          }),
        ),
      ),
      h('tbody', null, rows),
    ),
  );
}
