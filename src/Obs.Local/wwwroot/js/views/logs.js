import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { get } from '../app/api.js';
import { serviceCommand } from '../app/commands.js';
import { drawEmpty } from '../app/states.js';
import { createStill } from '../app/still.js';
import { count } from '../format/numbers.js';
import { drawLogBars } from './log-bars.js';
import { createInsights } from './insights.js';
import { drawLogTable, LEVELS, withKeys } from './log-table.js';
import { drawLogTabs } from './log-tabs.js';

const LIMIT = 500;

/** What did it say, and how often? With an item in the address, the answer to a query. */
export const logs = {
  title: 'Logs',
  create: (app, address) => (address.item === 'insights' ? createInsights(app) : createLogs(app)),
};

function createLogs(app) {
  const still = createStill(app.redraw);
  const open = new Set();
  let typing = 0;

  async function load(signal) {
    const { q, level } = app.address().params;
    const scope = app.scope();
    const asked = { ...scope, q, level, limit: LIMIT };
    const found = await get('logs', asked, signal);
    const data = { entries: toItems(found), scope, complete: found.complete };
    if (!found.complete) {
      lookFurther(data, asked, signal);
    }

    return data;
  }

  // What is found among the newest is shown while the rest is looked through.
  async function lookFurther(data, asked, signal) {
    try {
      data.entries = toItems(await get('logs', { ...asked, reach: 'all' }, signal));
      data.complete = true;
      app.redraw();
    } catch {
      // Left: whoever comes back asks again.
    }
  }

  function draw({ entries, scope, complete }) {
    const params = app.address().params;
    const { items, waiting } = still.list(entries, JSON.stringify(params));
    return h(
      'div',
      { class: 'view logs', key: 'logs' },
      h('h1', { class: 'visually-hidden' }, 'Logs'),
      drawFilters(params, items.length, waiting, complete),
      items.length === 0
        ? complete && drawNone(params)
        : [
            drawLogBars(items, scope, items.length >= LIMIT, (from, to) =>
              app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null }),
            ),
            h('div', { key: 'list', ...still.handlers }, drawLogTable(items, { app, open })),
          ],
    );
  }

  function drawFilters(params, shown, waiting, complete) {
    return h(
      'div',
      { class: 'filters', key: 'filters' },
      drawLogTabs(app, 'entries'),
      h(
        'div',
        { class: 'segmented', role: 'group', 'aria-label': 'Level', key: 'level' },
        [null, 'Information', 'Warning', 'Error', 'Critical'].map(level =>
          h(
            'button',
            {
              key: level ?? 'any',
              type: 'button',
              'aria-pressed': String((params.level ?? null) === level),
              onclick: () => app.change({ level }),
            },
            level ? [h('span', { class: `level-dot level-${level}`, 'aria-hidden': 'true' }), level.toLowerCase()] : 'any',
          ),
        ),
      ),
      h('input', {
        class: 'text-filter',
        type: 'search',
        'aria-label': 'Word in the entry',
        placeholder: 'Word in the entry',
        value: params.q ?? '',
        oninput: onText,
      }),
      LEVELS.includes(params.level) || !params.level
        ? null
        : h(
            'button',
            { class: 'chip', type: 'button', onclick: () => app.change({ level: null }) },
            `level: ${params.level}`,
            icon('close', 12),
          ),
      h(
        'span',
        { class: 'count' },
        waiting > 0 && h('button', { class: 'waiting', type: 'button', onclick: still.release }, `${waiting} new`),
        !complete ? 'looking further back' : shown >= LIMIT ? `newest ${count(shown)} entries` : `${count(shown)} ${shown === 1 ? 'entry' : 'entries'}`,
      ),
    );
  }

  function onText(event) {
    const text = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => app.settle({ q: text }), 250);
  }

  function drawNone(params) {
    return params.q || params.level || params.service || params.environment
      ? drawEmpty('No log entry in this range passes the filter; remove a part of it or choose a longer range.')
      : drawEmpty(
          'No log entries in this range: either nothing was logged or the log sender is off.',
          serviceCommand(),
        );
  }

  return { load, draw };
}

function toItems({ entries }) {
  return withKeys(entries).map(({ entry, key }) => ({ ...entry, key }));
}
