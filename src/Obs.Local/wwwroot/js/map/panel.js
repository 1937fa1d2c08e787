import { h } from '../dom/h.js';
import { icon, kindIcon } from '../dom/icons.js';
import { OUTCOMES, outcomeMark } from '../dom/outcome.js';
import { traceSummariesCommand } from '../app/commands.js';
import { drawCopy } from '../app/states.js';
import { count, rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { drawTraceTable } from '../views/trace-table.js';
import { filterFor, tracesOf } from './filter-text.js';
import { nameOf, namesOf } from './names.js';
import { drawSaid } from './said.js';
import { drawSlowWork, hasSlow } from './slow-work.js';

const OPERATIONS = 6;

/** What is known about a chosen node or edge: statistics, top operations, slowest traces, the filter as text. */
export function drawMapPanel(data, chosen, { app, close, histogram }) {
  const item = chosen.edge ?? chosen.node;
  const names = namesOf(data.nodes);
  const title = chosen.edge ? `${names.get(item.source)} → ${names.get(item.target)}` : nameOf(item);
  const params = chosen.edge ? tracesOf({ edge: item.id }) : { node: item.id };
  const panel = data.panel?.id === item.id ? data.panel : null;
  const nodes = new Map(data.nodes.map(node => [node.id, node]));
  return h(
    'aside',
    { class: 'map-panel', key: `panel-${item.id}`, tabindex: '-1', 'aria-label': title },
    h(
      'header',
      { key: 'head' },
      h('h2', null, chosen.node && icon(kindIcon(item.type)), title),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', title: 'Close', onclick: close }, icon('close')),
    ),
    h(
      'p',
      { class: 'sub', key: 'kind' },
      chosen.edge
        ? item.link
          ? `What ${names.get(item.target)} went on with, and how long it had waited; sampled traces`
          : `Seen from ${names.get(item.source)}; sampled traces`
        : item.type === 'client'
          ? `Of ${item.name}`
          : `${item.kindLabel ?? item.type}; sampled traces`,
    ),
    h(
      'dl',
      { class: 'facts', key: 'facts' },
      [
        [item.link ? 'Messages' : 'Requests', count(item.total)],
        ['Rate', rate(item.rate)],
        ['p50', duration(item.p50)],
        ['p95', duration(item.p95)],
        ['p99', duration(item.p99)],
        ['Max', duration(item.max)],
      ].map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
    ),
    item.total > 0 && drawOutcomes(item, outcome => app.link('traces', null, { filter: filterFor(chosen, nodes, { outcome }) })),
    item.histogram?.length > 0 && drawDurations(item, chosen, nodes, { app, histogram }),
    panel && hasSlow(item) && (panel.works === null ? drawAwaited('What the time above p99 goes into') : panel.works.length > 0 && drawSlowWork(panel.works, app)),
    chosen.node?.type === 'service' &&
      h('a', { key: 'explain', class: 'button', href: app.link('explain', null, { service: item.name }) }, 'Why are the slow ones slow?'),
    panel?.said?.length > 0 && drawSaid(panel.said, item.name, app),
    panel?.operations?.length > 0 &&
      h('section', { key: 'operations' }, h('h3', null, 'Top operations'), drawOperations(panel.operations, app)),
    h(
      'section',
      { key: 'slowest' },
      h(
        'h3',
        null,
        'Slowest traces',
        h(
          'a',
          { class: 'more', href: app.link('traces', null, { ...params, sort: 'slowest' }) },
          panel ? `all ${count(panel.total)}` : 'all',
        ),
      ),
      panel &&
        (panel.traces.length === 0
          ? h('p', { class: 'none' }, 'None in this range.')
          : drawTraceTable(panel.traces, { app, compact: true, label: 'Slowest traces' })),
    ),
    drawFilter(chosen, nodes, app.range()),
  );
}

// Where something will stand that takes longer to find.
function drawAwaited(title) {
  return h('section', { key: 'slow-work', 'aria-label': title, 'aria-busy': 'true' }, h('h3', null, title), h('div', { class: 'bone' }));
}

function drawDurations(item, chosen, nodes, { app, histogram }) {
  return h(
    'section',
    { key: 'durations' },
    h('h3', null, item.link ? 'Waited' : 'Durations', !item.link && h('span', { class: 'sub' }, 'drag for the traces of a range')),
    histogram.draw(item.histogram, { choosable: !item.link }),
    // The same by keyboard.
    !item.link &&
      h(
        'p',
        { class: 'slower' },
        'Slower than ',
        ['p50', 'p95', 'p99'].map(name =>
          h('a', { key: name, href: app.link('traces', null, { filter: filterFor(chosen, nodes, { from: item[name] }), sort: 'slowest' }) }, name),
        ),
      ),
  );
}

// The share that failed is a question; the traces behind it are the answer.
function drawOutcomes(item, link) {
  return h(
    'div',
    { class: 'outcomes', key: 'outcomes' },
    h(
      'div',
      { class: 'outcome-bar', 'aria-hidden': 'true' },
      ['ok', 'error', 'throttle', 'fault']
        .filter(outcome => item[outcome] > 0)
        .map(outcome => h('i', { key: outcome, class: `is-${outcome}`, style: { 'flex-grow': item[outcome] } })),
    ),
    h(
      'ul',
      null,
      [...OUTCOMES]
        .reverse()
        .map(outcome =>
          h(
            'li',
            { key: outcome, class: item[outcome] > 0 ? '' : 'is-none' },
            outcomeMark(outcome, ''),
            item[outcome] > 0
              ? h('a', { href: link(outcome), 'data-outcome': outcome, title: `Traces that ended as ${outcome}` }, `${outcome} `, outcomeShare(item, outcome))
              : [`${outcome} `, outcomeShare(item, outcome)],
          ),
        ),
    ),
  );
}

function outcomeShare(item, outcome) {
  return h('b', null, share((item[outcome] ?? 0) / item.total));
}

function drawOperations(operations, app) {
  return h(
    'table',
    { class: 'table' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, 'Operation'),
        ['Rate', 'Faults', 'p95'].map(name => h('th', { key: name, scope: 'col', class: 'number' }, name)),
      ),
    ),
    h(
      'tbody',
      null,
      operations
        .toSorted((a, b) => b.count - a.count)
        .slice(0, OPERATIONS)
        .map(operation =>
          h(
            'tr',
            { key: operation.operation },
            h(
              'th',
              { scope: 'row' },
              h('a', { href: app.link('metrics', null, { of: operation.service, operation: operation.operation }) }, operation.operation),
            ),
            h('td', { class: 'number' }, rate(operation.rate)),
            h('td', { class: `number ${operation.faultRate > 0 ? 'is-fault' : 'is-none'}` }, share(operation.faultRate)),
            h('td', { class: 'number' }, duration(operation.p95)),
          ),
        ),
    ),
  );
}

function drawFilter(chosen, nodes, range) {
  const text = filterFor(chosen, nodes);
  const command = traceSummariesCommand(text, range);
  return h(
    'section',
    { key: 'filter' },
    h('h3', null, 'As an X-Ray filter expression'),
    h('div', { class: 'command' }, h('code', null, text), drawCopy(text, 'Copy the filter expression'), drawCopy(command, 'Copy as a command of the aws CLI', 'aws CLI')),
  );
}
