import { h } from '../dom/h.js';
import { clock, span, toInput } from '../format/time.js';
import { DEFAULT_RANGE, RANGES } from './address.js';

/** 5 m, 15 m, 1 h, or two moments; a drag on a chart chooses the two moments as well. */
export function createRangePicker(app) {
  let draft = null;

  function choose(range) {
    draft = null;
    app.change({ range, from: null, to: null, live: null });
  }

  function toggleCustom() {
    const { from, to } = app.range();
    draft = draft ? null : { from: toInput(from), to: toInput(to), problem: null };
    app.redraw();
  }

  function apply(event) {
    event.preventDefault();
    const from = new Date(draft.from).getTime();
    const to = new Date(draft.to).getTime();
    if (!(to > from)) {
      draft.problem = 'The end must come after the start.';
      app.redraw();
      return;
    }

    draft = null;
    app.change({ from: String(from), to: String(to), range: null });
  }

  function drawForm() {
    const field = (name, label) =>
      h(
        'label',
        null,
        label,
        h('input', {
          type: 'datetime-local',
          step: '1',
          value: draft[name],
          onchange: event => {
            draft[name] = event.target.value;
          },
        }),
      );
    return h(
      'form',
      {
        class: 'range-form',
        key: 'form',
        onsubmit: apply,
        'aria-label': 'Custom time range',
        onkeydown: event => event.key === 'Escape' && toggleCustom(),
      },
      field('from', 'From'),
      field('to', 'To'),
      draft.problem && h('p', { class: 'problem', role: 'alert' }, draft.problem),
      h('button', { type: 'submit', class: 'button' }, 'Show'),
    );
  }

  function draw() {
    const { from, to, fixed } = app.range();
    const current = app.address().params.range ?? DEFAULT_RANGE;
    return h(
      'div',
      { class: 'range', key: 'range', role: 'group', 'aria-label': 'Time range' },
      Object.keys(RANGES).map(name =>
        h(
          'button',
          {
            key: name,
            type: 'button',
            'aria-pressed': String(!fixed && name === current),
            onclick: () => choose(name),
          },
          name.replace(/(\d+)/, '$1\u202f'),
        ),
      ),
      h(
        'button',
        {
          key: 'custom',
          type: 'button',
          'aria-pressed': String(fixed),
          'aria-expanded': String(draft !== null),
          onclick: toggleCustom,
          title: 'Choose two moments',
        },
        fixed ? `${clock(from)} – ${clock(to)} · ${span(to - from)}` : 'custom',
      ),
      draft && drawForm(),
    );
  }

  return { draw };
}
