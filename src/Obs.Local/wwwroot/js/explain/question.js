import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { clock, toInput } from '../format/time.js';

const PERCENTILES = ['75', '90', '95', '99', '99.9'];
const USUAL = '99';

/** What is asked: a percentile or a span of time, an operation, a filter expression. */
export function createQuestion(app) {
  let draft = null;
  let typing = 0;

  function chooseSpan(from, to) {
    const range = app.range();
    draft = null;
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
      draft && drawForm(),
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
      { class: 'button', key: 'span', type: 'button', 'aria-expanded': String(draft !== null), onclick: toggleForm },
      'Span of time',
    );
  }

  function drawOperation(params, operations) {
    const names = [...new Set([...operations, params.operation].filter(Boolean))];
    return h(
      'label',
      { class: 'service-filter', key: 'operation' },
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
    draft = draft ? null : { from: toInput((from + to) / 2), to: toInput(to), problem: null };
    app.redraw();
  }

  function drawForm() {
    const field = (name, label) =>
      h(
        'label',
        { key: name },
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
        class: 'span-form',
        key: 'span-form',
        'aria-label': 'Span of time to explain',
        onsubmit: apply,
        onkeydown: event => event.key === 'Escape' && toggleForm(),
      },
      field('from', 'From'),
      field('to', 'To'),
      h('button', { type: 'submit', class: 'button', key: 'submit' }, 'Set against the rest'),
      draft.problem && h('p', { class: 'problem', key: 'problem', role: 'alert' }, draft.problem),
    );
  }

  function apply(event) {
    event.preventDefault();
    const [from, to] = [new Date(draft.from).getTime(), new Date(draft.to).getTime()];
    const range = app.range();
    if (to > from && to > range.from && from < range.to) {
      chooseSpan(from, to);
      return;
    }

    draft.problem = to > from ? 'The span is outside the time range.' : 'The end must come after the start.';
    app.redraw();
  }

  function onFilter(event) {
    const filter = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => app.settle({ filter }), 400);
  }

  return { draw, chooseSpan };
}
