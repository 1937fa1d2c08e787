import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { outcomeMark, outcomeOf } from '../dom/outcome.js';
import { get } from '../app/api.js';
import { drawCopy, drawEmpty } from '../app/states.js';
import { requestTitle } from '../format/paths.js';
import { duration, moment } from '../format/time.js';
import { count } from '../format/numbers.js';
import { drawLogTable } from '../views/log-table.js';
import { criticalPath } from './critical-path.js';
import { createDetails } from './details.js';
import { createMinimap } from './minimap.js';
import { neighbour } from './results.js';
import { createRowKeys } from './row-keys.js';
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

  function prepare(data) {
    if (trace === data.trace) {
      return;
    }

    trace = data.trace;
    const zoom = model?.zoom.whole === Math.max(trace.duration, 0.001) ? model.zoom : createZoom(trace.duration);
    const tree = buildTree(trace.rows, trace.duration);
    const parts = { zoom, redraw: app.redraw };
    model = {
      zoom,
      tree,
      rows: null,
      critical: criticalPath(tree),
      minimap: createMinimap(parts),
      waterfall: createWaterfall({ ...parts, onSelect: select, onToggle: toggle, onKey: event => keys.onKey(event) }),
      details: model?.details ?? createDetails(app),
    };
  }

  function rows() {
    return (model.rows ??= visibleRows(model.tree, state));
  }

  function selected() {
    return app.address().params.row ?? trace?.rows[0]?.id;
  }

  function select(item) {
    app.note({ row: item.type === 'fold' ? item.nodes[0].row.id : item.key });
    if (item.type === 'fold' && !item.open) {
      toggle(item.key);
    }
  }

  function toggle(key) {
    const set = key.startsWith('fold:') ? state.unfolded : state.collapsed;
    set.has(key) ? set.delete(key) : set.add(key);
    model.rows = null;
    app.redraw();
  }

  const keys = createRowKeys({ rows, selected, select: item => app.note({ row: item.key }), toggle, state });

  // The filter of the list that this trace came from stays with the steps through it.
  function listed() {
    return { filter: app.address().params.filter };
  }

  function step(event) {
    if ((event.key === '[' || event.key === ']') && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '')) {
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

    const node = model.tree.byId.get(selected()) ?? model.tree.roots[0];
    const ticks = data.logs.map(entry => entry.timestamp - trace.startTime);
    return h(
      'div',
      { class: 'view trace', key: id },
      drawHead(),
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

  function drawHead() {
    const root = trace.rows[0];
    const request = root.http?.request;
    const outcome = outcomeOf(root);
    const link = (step, label, name) => {
      const other = neighbour(id, step);
      return h(
        'a',
        {
          key: label,
          class: 'icon-button step',
          'aria-label': label,
          title: `${label} ( ${name} )`,
          href: other ? app.link('traces', other, listed()) : null,
          'aria-disabled': other ? null : 'true',
        },
        icon('chevron'),
      );
    };
    return h(
      'header',
      { class: 'trace-head', key: 'head' },
      h('div', { class: 'steps' }, link(-1, 'Previous trace', '['), link(1, 'Next trace', ']')),
      h('h1', null, outcomeMark(outcome), requestTitle({ ...request, route: root.metadata?.http?.route, service: root.name })),
      h(
        'dl',
        { class: 'facts' },
        fact('Duration', duration(trace.duration)),
        fact('Status', root.http?.response?.status ?? outcome),
        fact('Services', count(new Set(trace.rows.map(row => row.service)).size)),
        fact('Rows', count(trace.rows.length)),
        fact('Started', moment(trace.startTime)),
      ),
      h('p', { class: 'trace-id' }, h('code', null, id), drawCopy(id, 'Copy the trace id')),
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
            onRow: rowId => app.note({ row: rowId }),
            rowIds: model.tree.byId,
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

function fact(name, value) {
  return h('div', { key: name }, h('dt', null, name), h('dd', null, value));
}
