import { h } from '../dom/h.js';
import { readBody } from './body.js';

const KEY = 'obs.dashboard';

/** The name of what was pasted; no dashboard can have it. */
export const PASTED = '(pasted)';

/** The body pasted last in this window, or null. */
export function pastedBody() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** A place to paste a body to look at; it is sent nowhere and stays in this window. */
export function createPaste(app) {
  const state = { open: false, text: '', problem: null };

  function show(event) {
    event.preventDefault();
    state.problem = readBody(state.text).problem ?? null;
    if (state.problem) {
      app.redraw();
      return;
    }

    try {
      sessionStorage.setItem(KEY, state.text);
      app.go('dashboards', PASTED);
    } catch {
      state.problem = 'This window keeps nothing: storage is forbidden or full.';
      app.redraw();
    }
  }

  function draw() {
    return h(
      'form',
      { class: 'paste', key: 'paste', onsubmit: show },
      !state.open &&
        h(
          'button',
          {
            key: 'open',
            type: 'button',
            class: 'button',
            onclick: () => {
              state.open = true;
              app.redraw();
            },
          },
          'Paste a body',
        ),
      state.open && [
        h('textarea', {
          key: 'text',
          class: 'paste-text',
          rows: 12,
          spellcheck: 'false',
          'aria-label': 'Body of a dashboard',
          placeholder: '{ "widgets": [ … ] }',
          value: state.text,
          oninput: event => {
            state.text = event.target.value;
          },
        }),
        state.problem && h('p', { key: 'problem', class: 'problem', role: 'alert' }, state.problem),
        h('button', { key: 'show', type: 'submit', class: 'button is-primary' }, 'Show'),
      ],
    );
  }

  return { draw, isOpen: () => state.open };
}
