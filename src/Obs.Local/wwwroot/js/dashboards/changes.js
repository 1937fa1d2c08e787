import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { drawEmpty } from '../app/states.js';
import { loadDashboard, loadSurroundings } from './load.js';
import { createWidgets } from './widget.js';

const KINDS = ['added', 'removed', 'changed', 'moved'];
const COLUMNS = ['Widget', 'Change', 'Member', 'Before', 'After'];

/** A dashboard beside the version that it replaced, both drawn on the same data, and the list of what differs. */
export function createChanges(app, name) {
  const onRange = (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null });
  const sides = { before: createWidgets(app, onRange, 'before-'), after: createWidgets(app, onRange, 'after-') };

  async function load(signal) {
    const [changes, surroundings] = await Promise.all([get('dashboards/changes', { name }, signal), loadSurroundings(signal)]);
    if (!changes.after) {
      return { problem: changes.problem };
    }

    const bodies = [changes.before, changes.after];
    const [before, after] = await Promise.all(bodies.map(body => loadDashboard(body, surroundings, app, signal)));
    return { changes, before, after };
  }

  function draw({ changes, problem, before, after }) {
    return h(
      'div',
      { class: 'view dashboards', key: `${name}|changes` },
      h(
        'h1',
        null,
        `What changed in ${name}`,
        h('a', { class: 'more', key: 'now', href: app.link('dashboards', name) }, 'the dashboard'),
      ),
      changes
        ? [
            h('p', { key: 'summary', class: 'changes-summary' }, summaryOf(changes)),
            h(
              'div',
              { key: 'both', class: 'both' },
              drawSide('before', 'Before', before, changes),
              drawSide('after', 'After', after, changes),
            ),
            hasChanges(changes) && drawTable(changes),
          ]
        : drawEmpty(
            problem
              ? `The versions cannot be compared: ${problem}`
              : `${name} is as it was put first. Put another body under its name, and both versions stand here beside each other.`,
          ),
    );
  }

  function drawSide(side, title, { widgets, range }, changes) {
    const kinds = new Map(changes.widgets.filter(change => change[side] !== null).map(change => [change[side], change.kind]));
    return h(
      'section',
      { key: side, class: 'side', 'aria-label': title },
      h('h2', null, title),
      h(
        'div',
        { class: 'grid' },
        widgets.map(widget => sides[side].draw(widget, range, kinds.get(widget.index))),
      ),
    );
  }

  return { load, draw };
}

function hasChanges({ widgets, settings }) {
  return widgets.length + settings.length > 0;
}

function summaryOf(changes) {
  const counts = KINDS.map(kind => ({ kind, number: changes.widgets.filter(change => change.kind === kind).length }));
  const parts = counts.filter(({ number }) => number > 0).map(({ kind, number }) => `${number} ${kind}`);
  if (changes.settings.length > 0) {
    parts.push('settings changed');
  }

  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing differs but how it is written.';
}

function drawTable({ widgets, settings }) {
  const rows = [
    ...settings.map(member => ({ name: 'dashboard', kind: 'changed', member })),
    ...widgets.flatMap(({ name, kind, members }) => (members.length > 0 ? members : [null]).map(member => ({ name, kind, member }))),
  ];
  return h(
    'table',
    { class: 'table changes-table', key: 'table', 'aria-label': 'What differs' },
    h('thead', null, h('tr', null, COLUMNS.map(title => h('th', { key: title, scope: 'col' }, title)))),
    h(
      'tbody',
      null,
      rows.map(({ name, kind, member }, index) =>
        h(
          'tr',
          { key: index, 'data-changed': kind },
          h('td', null, name),
          h('td', null, kind),
          h('td', null, member?.path ?? ''),
          h('td', null, member?.before != null && h('code', null, member.before)),
          h('td', null, member?.after != null && h('code', null, member.after)),
        ),
      ),
    ),
  );
}
