import { h } from '../dom/h.js';
import { count, rateNumber, share } from '../format/numbers.js';
import { duration } from '../format/time.js';

const COLUMNS = [
  ['count', 'Count'],
  ['rate', 'Rate'],
  ['errorRate', 'Errors'],
  ['faultRate', 'Faults'],
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['max', 'Max'],
];

/** Every operation with its numbers; a heading sorts, a row chooses what the charts show. */
export function drawOperations(operations, target, app) {
  const { by = 'count', up } = app.address().params;
  const sorted = sortOperations(operations, by, up === '1');
  const slowest = Math.max(...operations.map(operation => operation.p95 ?? 0), 1);
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      { class: 'table operations-table' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          heading('operation', 'Operation', { by, up, app }),
          COLUMNS.map(([name, title]) => heading(name, title, { by, up, app, number: true })),
        ),
      ),
      h(
        'tbody',
        null,
        sorted.map(operation => drawOperation(operation, target, slowest, app)),
      ),
    ),
  );
}

/** Operations by one of their numbers, or by service and name. */
export function sortOperations(operations, by, ascending) {
  const sign = ascending ? 1 : -1;
  const name = operation => `${operation.service} ${operation.operation}`;
  return operations.toSorted((a, b) =>
    by === 'operation' ? -sign * name(a).localeCompare(name(b)) : sign * ((a[by] ?? 0) - (b[by] ?? 0)) || name(a).localeCompare(name(b)),
  );
}

function heading(name, title, { by, up, app, number }) {
  const current = name === by;
  return h(
    'th',
    { key: name, scope: 'col', class: number ? 'number' : null, 'aria-sort': current ? (up === '1' ? 'ascending' : 'descending') : null },
    h(
      'button',
      { type: 'button', onclick: () => app.change({ by: name === 'count' ? null : name, up: current && up !== '1' ? '1' : null }) },
      title,
    ),
  );
}

function drawOperation(operation, target, slowest, app) {
  const chosen = target?.service === operation.service && target.operation === operation.operation;
  const href = app.with({ of: operation.service, operation: operation.operation });
  return h(
    'tr',
    {
      key: `${operation.service}|${operation.operation}`,
      class: 'opens',
      'aria-selected': chosen ? 'true' : null,
      'data-operation': operation.operation,
      onclick: event => {
        event.target.closest('a') || (location.hash = href);
      },
    },
    h('th', { scope: 'row' }, h('a', { href }, operation.operation), h('span', { class: 'sub' }, operation.service)),
    h('td', { class: 'number' }, count(operation.count)),
    h('td', { class: 'number' }, rateNumber(operation.rate), h('span', { class: 'unit' }, '/s')),
    h('td', { class: `number ${operation.errorRate > 0 ? 'is-error' : 'is-none'}` }, share(operation.errorRate)),
    h('td', { class: `number ${operation.faultRate > 0 ? 'is-fault' : 'is-none'}` }, share(operation.faultRate)),
    h('td', { class: 'number' }, duration(operation.p50)),
    h('td', { class: 'number' }, duration(operation.p90)),
    h(
      'td',
      { class: 'number duration-cell' },
      operation.p95 > slowest / 50 &&
        h('span', { class: 'duration-bar', style: { '--share': ((operation.p95 ?? 0) / slowest).toFixed(3) } }),
      h('span', { class: 'duration-text' }, duration(operation.p95)),
    ),
    h('td', { class: 'number' }, duration(operation.p99)),
    h('td', { class: 'number' }, duration(operation.max)),
  );
}
