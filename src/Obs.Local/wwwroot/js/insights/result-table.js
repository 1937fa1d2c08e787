import { h } from '../dom/h.js';
import { jsonText } from '../dom/json.js';
import { drawScroll } from '../dom/scroll.js';
import { drawCopy } from '../app/states.js';
import { asTraceId } from '../app/search.js';
import { isNumeric } from './results.js';

/** A result as a table whose rows open to the whole event as JSON; ids of traces are links. `open` holds records by the key of their row. */
export function drawResultTable({ columns, rows }, { app, open, onToggle, label = 'Result' }) {
  const numbers = new Set(columns.filter(column => isNumeric(rows, column)));
  return drawScroll(
    label,
    { key: 'table' },
    h(
      'table',
      { class: 'table result-table', 'aria-label': label },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          onToggle && h('th', { scope: 'col', class: 'open-cell', key: ' open' }, h('span', { class: 'visually-hidden' }, 'Open')),
          columns.map(column => h('th', { key: column, scope: 'col', class: numbers.has(column) ? 'number' : '' }, column)),
        ),
      ),
      h(
        'tbody',
        null,
        rows.flatMap((row, index) => [
          h(
            'tr',
            { key: row.key, class: open?.has(row.key) ? 'is-open' : '', 'data-result': index },
            onToggle &&
              h(
                'td',
                { class: 'open-cell', key: ' open' },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'icon-button',
                    'aria-expanded': String(open.has(row.key)),
                    'aria-label': `Row ${index + 1} as JSON`,
                    onclick: () => onToggle(row),
                  },
                  h('span', { 'aria-hidden': 'true', class: 'row-arrow' }, '›'),
                ),
              ),
            columns.map(column =>
              h('td', { key: column, class: numbers.has(column) ? 'number' : 'result-cell' }, drawValue(column, row.values[column], app)),
            ),
          ),
          open?.has(row.key) && h('tr', { key: `${row.key}|open` }, h('td', { colspan: columns.length + 1 }, drawRecord(open.get(row.key)))),
        ]),
      ),
    ),
  );
}

function drawValue(column, value, app) {
  const id = value && /trace|^root$/i.test(column) ? asTraceId(value) : null;
  return id ? h('a', { href: app.link('traces', id), class: 'mono', title: 'Open this trace' }, value) : (value ?? '');
}

function drawRecord(record) {
  const text = JSON.stringify(record, null, 2);
  return h('pre', { class: 'code' }, jsonText(text), drawCopy(text, 'Copy the row'));
}

/** A record with the JSON of its message in place of its text. */
export function unfold(record) {
  try {
    const { '@message': message, ...rest } = record;
    const parsed = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null
      ? { ...Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('@'))), '@message': parsed }
      : record;
  } catch {
    return record;
  }
}
