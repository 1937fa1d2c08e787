import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';

const ID = 'help';
const KEYS = [
  ['/', 'Ctrl K', 'search'],
  ['1', '… 9', 'go to a view, in the order of the rail'],
  ['↑', '↓', 'the row above or below, in tables, lists and waterfalls'],
  ['←', '→', 'fold and unfold a row of a waterfall'],
  ['Enter', null, 'open what has the focus; in a waterfall, its details'],
  ['[', ']', 'the trace before or after, in the list it came from'],
  ['Ctrl Enter', null, 'run the query'],
  ['Esc', null, 'close what is open'],
  ['?', null, 'this list'],
];

/** The keys that do something, as a dialog. */
export function drawHelp() {
  return h(
    'dialog',
    { id: ID, key: ID, class: 'help', 'aria-labelledby': 'help-title', onclick: event => event.target.id === ID && close() },
    h(
      'div',
      { class: 'help-inside' },
      h(
        'header',
        null,
        h('h2', { id: 'help-title' }, 'Keys'),
        h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', title: 'Close', onclick: close }, icon('close')),
      ),
      h(
        'dl',
        null,
        KEYS.map(([first, second, what]) =>
          h('div', { key: what }, h('dt', null, h('kbd', null, first), second && [' ', h('kbd', null, second)]), h('dd', null, what)),
        ),
      ),
    ),
  );
}

/** The button that opens it. */
export function drawHelpButton() {
  return h('button', { key: 'help', type: 'button', class: 'icon-button', 'aria-label': 'Keys', title: 'Keys ( ? )', onclick: openHelp }, icon('keys'));
}

export function openHelp() {
  document.getElementById(ID).showModal();
}

function close() {
  document.getElementById(ID).close();
}
