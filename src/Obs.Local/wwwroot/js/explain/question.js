import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { createSpanForm } from '../app/span-form.js';
import { clock } from '../format/time.js';

const PERCENTILES = ['75', '90', '95', '99', '99.9'];
const USUAL = '99';

/** What is asked: a percentile or a span of time, an operation, a filter expression. */
export function createQuestion(app) {
  const form = createSpanForm({
    style: 'span-form',
    label: 'Span of time to explain',
    submit: 'Set against the rest',
    redraw: app.redraw,
    check: (from, to) => (to > app.range().from && from < app.range().to ? null : 'The span is outside the time range.'),
    apply: chooseSpan,
  });
  let typing = 0;

  function chooseSpan(from, to) {
    const range = app.range();
    form.close();
    // The range is fixed with it: a span in a range that moves on would leave it.
    app.change({
      spanFrom: String(Math.round(Math.max(from, range.from))),
      spanTo: String(Math.round(Math.min(to, range.to))),
      from: String(Math.round(range.from)),
      to: String(Math.round(range.to)),
      range: null,
      percentile: null,
    });
  }

  function draw({ operations, scope }) {
    const params = app.address().params;
    return [
      h(
        'div',
        { class: 'filters', key: 'filters' },
        drawPercentiles(params),
        drawSpan(params, scope),
        drawOperation(params, operations),
        h('input', {
          class: 'text-filter mono',
          type: 'search',
          'aria-label': 'X-Ray filter expression',
          placeholder: 'Filter: annotation.plan = "gold"',
          value: params.filter ?? '',
          oninput: onFilter,
        }),
      ),
      form.draw(),
    ];
  }

  function drawPercentiles(params) {
    const chosen = params.spanFrom ? null : (params.percentile ?? USUAL);
    return h(
      'div',
      { class: 'segmented', key: 'percentile', role: 'group', 'aria-label': 'Percentile to explain' },
      PERCENTILES.map(percentile =>
        h(
          'button',
          {
            key: percentile,
            type: 'button',
            'aria-pressed': String(chosen === percentile),
            onclick: () => app.change({ percentile: percentile === USUAL ? null : percentile, spanFrom: null, spanTo: null }),
          },
          `p${percentile}`,
        ),
      ),
    );
  }

  function drawSpan(params, scope) {
    if (params.spanFrom) {
      const text = `${clock(Number(params.spanFrom))} to ${clock(Number(params.spanTo ?? scope.to))}`;
      return h(
        'button',
        {
          class: 'chip',
          key: 'chosen-span',
          type: 'button',
          'aria-label': `Remove span ${text}`,
          onclick: () => app.change({ spanFrom: null, spanTo: null }),
        },
        text,
        icon('close', 12),
      );
    }

    return h(
      'button',
      { class: 'button', key: 'span', type: 'button', 'aria-expanded': String(form.isOpen()), onclick: toggleForm },
      'Span of time',
    );
  }

  function drawOperation(params, operations) {
    const names = [...new Set([...operations, params.operation].filter(Boolean))];
    return h(
      'label',
      { class: 'bar-choice', key: 'operation' },
      h('span', { class: 'visually-hidden' }, 'Operation'),
      h(
        'select',
        { value: params.operation ?? '', onchange: event => app.change({ operation: event.target.value }) },
        h('option', { key: '', value: '', selected: !params.operation }, 'All operations'),
        names.map(name => h('option', { key: name, value: name, selected: name === params.operation }, name)),
      ),
    );
  }

  function toggleForm() {
    const { from, to } = app.range();
    form.toggle((from + to) / 2, to);
  }

  function onFilter(event) {
    const filter = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => app.settle({ filter }), 400);
  }

  return { draw, chooseSpan };
}
