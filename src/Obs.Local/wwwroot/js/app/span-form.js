import { h } from '../dom/h.js';
import { toInput } from '../format/time.js';

/**
 * Two moments, asked for in a form that opens and closes. `check(from, to)` says what is wrong with them, or nothing; `apply(from, to)` takes
 * them and the form closes.
 */
export function createSpanForm({ style, label, submit, redraw, check, apply }) {
  let draft = null;

  function toggle(from, to) {
    draft = draft ? null : { from: toInput(from), to: toInput(to), problem: null };
    redraw();
  }

  function close() {
    draft = null;
  }

  function send(event) {
    event.preventDefault();
    const [from, to] = [new Date(draft.from).getTime(), new Date(draft.to).getTime()];
    draft.problem = to > from ? (check?.(from, to) ?? null) : 'The end must come after the start.';
    if (draft.problem) {
      redraw();
    } else {
      close();
      apply(from, to);
    }
  }

  function drawField(name, text) {
    return h(
      'label',
      { key: name },
      text,
      h('input', {
        type: 'datetime-local',
        step: '1',
        value: draft[name],
        onchange: event => {
          draft[name] = event.target.value;
        },
      }),
    );
  }

  function draw() {
    return (
      draft &&
      h(
        'form',
        { class: style, key: style, 'aria-label': label, onsubmit: send, onkeydown: event => event.key === 'Escape' && toggle() },
        drawField('from', 'From'),
        drawField('to', 'To'),
        draft.problem && h('p', { class: 'problem', key: 'problem', role: 'alert' }, draft.problem),
        h('button', { type: 'submit', class: 'button', key: 'submit' }, submit),
      )
    );
  }

  return { isOpen: () => draft !== null, toggle, close, draw };
}
