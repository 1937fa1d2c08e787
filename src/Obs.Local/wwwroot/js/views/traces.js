import { h } from '../dom/h.js';
import { OUTCOMES, outcomeMark } from '../dom/outcome.js';
import { icon } from '../dom/icons.js';
import { get } from '../app/api.js';
import { traceSummariesCommand } from '../app/commands.js';
import { drawCopy, drawEmpty } from '../app/states.js';
import { createStill } from '../app/still.js';
import { createScatter } from '../charts/scatter.js';
import { count } from '../format/numbers.js';
import { createComparison } from '../compare/comparison.js';
import { createTraceView } from '../trace/trace-view.js';
import { rememberResults } from '../trace/results.js';
import { drawTraceTable } from './trace-table.js';

const LOADED = 500;
const LISTED = 150;

/** Show me the requests that look like this one; with an item in the address, what happened inside it. */
export const traces = {
  title: 'Traces',
  create: (app, address) => (address.item ? createTrace(app, address.item) : createTraceList(app)),
};

/** One trace, or that trace set against another; what was loaded for one of them is never drawn by the other. */
function createTrace(app, id) {
  const shown = createTraceView(app, id);
  const compared = createComparison(app, id);
  const current = () => (app.address().params.with ? compared : shown);

  async function load(signal) {
    const by = current();
    return { by, data: await by.load(signal) };
  }

  return {
    load,
    draw: ({ by, data }) => by.draw(data),
    title: () => current().title(),
    constant: () => current().constant(),
    leave: shown.leave,
  };
}

function createTraceList(app) {
  const still = createStill(app.redraw);
  const scatter = createScatter({
    redraw: app.redraw,
    onOpen: trace => app.go('traces', trace.id, { filter: app.address().params.filter }),
    onRange: (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null }),
  });
  let typing = 0;
  let listed = LISTED;

  async function load(signal) {
    const { sort, outcome, node, edge, q, filter } = app.address().params;
    const scope = app.scope();
    const asked = { ...scope, sort: sort ?? 'newest', outcome: outcome ?? 'any', node, edge, q, filter, limit: LOADED };
    const problem = filter ? await checkFilter(filter, signal) : null;
    return problem ? { traces: [], total: 0, scope, problem } : { ...(await get('traces', asked, signal)), scope };
  }

  function draw({ traces: found, total, complete, scope, problem }) {
    const params = app.address().params;
    const { items, waiting } = still.list(found, JSON.stringify(params));
    rememberResults(items.map(trace => trace.id));
    return h(
      'div',
      { class: 'view traces', key: 'traces' },
      h('h1', { class: 'visually-hidden' }, 'Traces'),
      drawFilters(params, items.length, total, waiting),
      drawExpression(params, problem, complete),
      problem
        ? null
        : found.length === 0
        ? drawNone(params)
        : [
            scatter.draw(items, {
              ...scope,
              loadedFrom: total > items.length && params.sort !== 'slowest' ? items.at(-1).startTime : scope.from,
            }),
            h('div', { key: 'list', ...still.handlers }, drawTraceTable(items.slice(0, listed), { app })),
            items.length > listed &&
              h(
                'button',
                {
                  key: 'rest',
                  class: 'button rest',
                  type: 'button',
                  onclick: () => {
                    listed = LOADED;
                    app.redraw();
                  },
                },
                `Show ${count(items.length - listed)} more`,
              ),
          ],
    );
  }

  function drawFilters(params, shown, total, waiting) {
    return h(
      'div',
      { class: 'filters', key: 'filters' },
      h(
        'div',
        { class: 'segmented', role: 'group', 'aria-label': 'Order' },
        ['newest', 'slowest'].map(sort =>
          h(
            'button',
            {
              key: sort,
              type: 'button',
              'aria-pressed': String((params.sort ?? 'newest') === sort),
              onclick: () => app.change({ sort: sort === 'newest' ? null : sort }),
            },
            sort,
          ),
        ),
      ),
      h(
        'div',
        { class: 'segmented', role: 'group', 'aria-label': 'Outcome' },
        ['any', ...OUTCOMES].map(outcome =>
          h(
            'button',
            {
              key: outcome,
              type: 'button',
              'aria-pressed': String((params.outcome ?? 'any') === outcome),
              onclick: () => app.change({ outcome: outcome === 'any' ? null : outcome }),
            },
            outcome !== 'any' && outcomeMark(outcome, ''),
            outcome,
          ),
        ),
      ),
      h('input', {
        class: 'text-filter',
        type: 'search',
        'aria-label': 'Text in the trace',
        placeholder: 'Text: path, id, annotation',
        value: params.q ?? '',
        oninput: onText,
      }),
      drawChip('node', params.node),
      drawChip('edge', params.edge?.replace(',', ' → ')),
      h('a', { class: 'button', key: 'explain', href: app.link('explain') }, 'Why slow?'),
      h(
        'span',
        { class: 'count' },
        waiting > 0 && h('button', { class: 'waiting', type: 'button', onclick: still.release }, `${waiting} new`),
        total > shown ? `${count(shown)} of ${count(total)}` : `${count(shown)} ${shown === 1 ? 'trace' : 'traces'}`,
      ),
    );
  }

  function drawExpression(params, problem, complete) {
    return h(
      'div',
      { class: 'expression', key: 'expression' },
      h('input', {
        class: 'expression-text',
        type: 'text',
        'aria-label': 'Filter expression',
        'aria-invalid': String(Boolean(problem)),
        'aria-describedby': 'expression-problem',
        placeholder: 'Filter expression: service("payments") { fault } AND responsetime > 1',
        spellcheck: 'false',
        autocomplete: 'off',
        value: params.filter ?? '',
        oninput: onExpression,
      }),
      params.filter && drawCopy(params.filter, 'Copy the filter expression'),
      params.filter && drawCopy(traceSummariesCommand(params.filter, app.range()), 'Copy as a command of the aws CLI', 'aws CLI'),
      h(
        'p',
        { id: 'expression-problem', 'aria-live': 'polite' },
        problem && [
          h('code', { class: 'mono' }, problem.before, h('span', { class: 'is-wrong' }, problem.wrong || ' '), problem.after),
          h('span', { class: 'problem' }, problem.message),
        ],
        complete === false && 'There may be more than were found in the time for it; a shorter range is looked through to its end.',
      ),
    );
  }

  function drawChip(name, value) {
    return (
      value &&
      h(
        'button',
        {
          class: 'chip',
          key: name,
          type: 'button',
          'aria-label': `Remove filter ${name} ${value}`,
          onclick: () => app.change({ [name]: null }),
        },
        `${name}: ${value}`,
        icon('close', 12),
      )
    );
  }

  function onExpression(event) {
    const text = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => app.settle({ filter: text.trim() === '' ? null : text }), 400);
  }

  function onText(event) {
    const text = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => app.settle({ q: text }), 250);
  }

  function drawNone(params) {
    const filtered = params.q || params.filter || params.outcome || params.node || params.edge || params.service || params.environment;
    return filtered
      ? drawEmpty('No trace in this range passes the filter; remove a part of it or choose a longer range.')
      : drawEmpty(
          'No traces in this range: the service has had no requests, or none of them were sampled.',
          'Observability__Tracing__FixedRate=1 dotnet run',
        );
  }

  return { load, draw };
}

async function checkFilter(filter, signal) {
  const { error, start, end } = await get('check/filter', { filter }, signal);
  return error ? { message: error, before: filter.slice(0, start), wrong: filter.slice(start, end), after: filter.slice(end) } : null;
}
