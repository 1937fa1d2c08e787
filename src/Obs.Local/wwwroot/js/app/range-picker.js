import { h } from '../dom/h.js';
import { clock, span } from '../format/time.js';
import { DEFAULT_RANGE, RANGES } from './address.js';
import { createSpanForm } from './span-form.js';

/** 5 m, 15 m, 1 h, or two moments; a drag on a chart chooses the two moments as well. */
export function createRangePicker(app) {
  const form = createSpanForm({
    style: 'range-form',
    label: 'Custom time range',
    submit: 'Show',
    redraw: app.redraw,
    apply: (from, to) => app.change({ from: String(from), to: String(to), range: null }),
  });

  function choose(range) {
    form.close();
    app.change({ range, from: null, to: null, live: null });
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
          'aria-expanded': String(form.isOpen()),
          onclick: () => form.toggle(from, to),
          title: 'Choose two moments',
        },
        fixed ? `${clock(from)} – ${clock(to)} · ${span(to - from)}` : 'custom',
      ),
      form.draw(),
    );
  }

  return { draw };
}
