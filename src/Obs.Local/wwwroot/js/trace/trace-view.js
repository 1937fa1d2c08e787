import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { isTyping } from '../dom/typing.js';
import { get } from '../app/api.js';
import { drawEmpty } from '../app/states.js';
import { count } from '../format/numbers.js';
import { drawLogTable } from '../views/log-table.js';
import { criticalPath } from './critical-path.js';
import { createDetails } from './details.js';
import { drawHead, drawSkews, drawTimeSpent } from './head.js';
import { createMinimap } from './minimap.js';
import { neighbour } from './results.js';
import { openTo, scrollToRow } from './reveal.js';
import { createRowKeys } from './row-keys.js';
import { findSkews, withoutSkew } from './skew.js';
import { timeSpent } from './time-spent.js';
import { buildTree, visibleRows } from './tree.js';
import { createWaterfall } from './waterfall.js';
import { createZoom } from './zoom.js';

const SETTLED_AFTER = 60_000;

/** What happened inside this one? */
export function createTraceView(app, id) {
  const state = { collapsed: new Set(), unfolded: new Set(), open: new Set() };
  let trace = null;
  let model = null;

  async function load(signal) {
    const [loaded, logs] = await Promise.all([
      get(`traces/${encodeURIComponent(id)}`, {}, signal),
      get(`traces/${encodeURIComponent(id)}/logs`, {}, signal),
    ]);
    return { trace: loaded, logs: logs.entries };
  }

  function isCorrected() {
    return app.address().params.clocks === 'corrected';
  }

  function prepare(data) {
    if (model?.sent === data.trace && model.corrected === isCorrected()) {
      return;
    }

    const isFirst = trace === null;
    trace = isCorrected() ? withoutSkew(data.trace) : data.trace;
    const zoom = model?.zoom.whole === Math.max(trace.duration, 0.001) ? model.zoom : createZoom(trace.duration);
    const tree = buildTree(trace.rows, trace.duration);
    const critical = criticalPath(tree);
    const parts = { zoom, redraw: app.redraw };
    model = {
      sent: data.trace,
      corrected: isCorrected(),
      skews: findSkews(data.trace.rows),
      zoom,
      tree,
      rows: null,
      critical,
      spent: timeSpent(tree, critical),
      minimap: createMinimap(parts),
      // One that is kept knows how far it is scrolled.
      waterfall: zoom === model?.zoom
        ? model.waterfall
        : createWaterfall({ ...parts, onSelect: select, onToggle: toggle, onKey: event => keys.onKey(event) }),
      details: model?.details ?? createDetails(app),
    };
    if (isFirst && app.address().params.row) {
      bringIntoView(selected());
    }
  }

  // A row that is asked for from elsewhere may stand in a fold, or far from what is in view.
  function bringIntoView(rowId) {
    const node = model.tree.byId.get(rowId);
    if (node) {
      openTo(node, model.tree, state);
      model.rows = null;
      requestAnimationFrame(() => scrollToRow(rows().findIndex(item => item.key === rowId), document.querySelector('.rows')));
    }
  }

  function show(rowId) {
    app.note({ row: rowId });
    bringIntoView(rowId);
  }

  function rows() {
    return (model.rows ??= visibleRows(model.tree, state));
  }

  function selected() {
    return app.address().params.row ?? trace?.rows[0]?.id;
  }

  function select(item) {
    app.note({ row: item.key });
    if (item.type === 'fold' && !item.open) {
      toggle(item.key);
    }

    // Where the details stand below the rows, a choice without an answer in sight would look like none.
    requestAnimationFrame(() => document.querySelector('.details header').scrollIntoView({ block: 'nearest' }));
  }

  // Of a fold the first of its rows stands for all.
  function chosenNode() {
    return model.tree.byId.get(selected()?.replace(/^fold:/, '')) ?? model.tree.roots[0];
  }

  function toggle(key) {
    const set = key.startsWith('fold:') ? state.unfolded : state.collapsed;
    set.has(key) ? set.delete(key) : set.add(key);
    model.rows = null;
    app.redraw();
  }

  function openDetails(item) {
    app.note({ row: item.key });
    document.querySelector('.details').focus();
  }

  const keys = createRowKeys({ rows, selected, select: item => app.note({ row: item.key }), toggle, state, open: openDetails });

  // The filter of the list that this trace came from stays with the steps through it.
  function listed() {
    return { filter: app.address().params.filter };
  }

  function neighbourLink(step) {
    const other = neighbour(id, step);
    return other ? app.link('traces', other, listed()) : null;
  }

  function step(event) {
    if ((event.key === '[' || event.key === ']') && !isTyping() && !app.address().params.with) {
      const next = neighbour(id, event.key === '[' ? -1 : 1);
      next && app.go('traces', next, listed());
    }
  }

  addEventListener('keydown', step);

  function draw(data) {
    prepare(data);
    if (trace.rows.length === 0) {
      return drawEmpty('This trace has no segments left; it may have been removed to make room.');
    }

    const node = chosenNode();
    const ticks = data.logs.map(entry => entry.timestamp - trace.startTime);
    return h(
      'div',
      { class: 'view trace', key: id },
      drawHead(trace, neighbourLink, app.with({ with: 'typical', row: null })),
      drawTimeSpent(model.spent, trace.duration, show),
      model.skews.length > 0 && drawSkews(model.skews, isCorrected(), clocks => app.note({ clocks })),
      h(
        'div',
        { class: 'trace-columns', key: 'columns' },
        h(
          'div',
          { class: 'trace-main' },
          model.minimap.draw(model.tree, ticks),
          model.waterfall.draw(rows(), { selected: selected(), collapsed: state.collapsed, critical: model.critical }),
          drawLegend(),
          drawLogs(data.logs),
        ),
        model.details.draw({ trace, node, logs: data.logs }),
      ),
    );
  }

  function drawLogs(entries) {
    return h(
      'section',
      { class: 'trace-logs', key: 'logs' },
      h('h2', null, 'Log entries', h('span', { class: 'count' }, count(entries.length))),
      entries.length === 0
        ? h('p', { class: 'none' }, 'No log entry with this trace id has been received.')
        : drawLogTable(entries, {
            app,
            open: state.open,
            offsetFrom: trace.startTime,
            onRow: show,
            rowIds: model.tree.byId,
            current: selected(),
          }),
    );
  }

  return {
    load,
    draw,
    title: () => id,
    constant: () => trace !== null && Date.now() - trace.startTime - trace.duration > SETTLED_AFTER,
    leave: () => removeEventListener('keydown', step),
  };
}

function drawLegend() {
  return h(
    'p',
    { class: 'kinds', key: 'kinds', 'aria-label': 'Legend' },
    ['server', 'http', 'sql', 'aws', 'local'].map(kind =>
      h('span', { key: kind }, h('span', { class: `kind kind-${kind}` }, icon(kind, 13)), kind),
    ),
    h('span', { key: 'critical' }, h('i', { class: 'critical-sample' }), 'critical path'),
  );
}
