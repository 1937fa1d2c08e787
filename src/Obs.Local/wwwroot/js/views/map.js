import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { drawEmpty } from '../app/states.js';
import { createGraph } from '../map/graph.js';
import { filterFor } from '../map/filter-text.js';
import { createHistogram } from '../map/histogram.js';
import { drawMapPanel } from '../map/panel.js';
import { drawMirror } from '../map/mirror.js';

const SLOWEST = 6;

/** Who calls whom, and which hop hurts? */
export const map = { title: 'Map', create: createMap };

function createMap(app) {
  const select = selection => app.change({ node: null, edge: null, ...selection });
  const graph = createGraph({ onSelect: select });
  const histogram = createHistogram({ redraw: app.redraw, onChoose: showTraces });
  let shown = null;

  function showTraces(from, to) {
    const nodes = new Map(shown.nodes.map(node => [node.id, node]));
    app.go('traces', null, { filter: filterFor(findChosen(shown, app.address().params), nodes, { from, to }), sort: 'slowest' });
  }

  async function load(signal) {
    const { from, to, service } = app.scope();
    const { node, edge } = app.address().params;
    const shape = await get('map', { from, to, service, histogram: edge ?? node }, signal);
    const chosen = findChosen(shape, { node, edge });
    return { ...shape, panel: chosen ? await loadPanel(chosen, { from, to }, signal) : null };
  }

  async function loadPanel(chosen, range, signal) {
    const filter = chosen.edge ? { edge: `${chosen.edge.source},${chosen.edge.target}` } : { node: chosen.node.id };
    const [slowest, operations] = await Promise.all([
      get('traces', { ...range, ...filter, sort: 'slowest', limit: SLOWEST }, signal),
      chosen.node?.type === 'service' ? get('operations', { ...range, service: chosen.node.name }, signal) : { operations: [] },
    ]);
    return { id: (chosen.edge ?? chosen.node).id, traces: slowest.traces, total: slowest.total, operations: operations.operations };
  }

  function draw(data) {
    shown = data;
    if (data.nodes.length === 0) {
      return h(
        'div',
        { class: 'view', key: 'map' },
        h('h1', { class: 'visually-hidden' }, 'Map'),
        drawEmpty('No traces in this range, so there is nothing to draw a map from.', 'Observability__Tracing__FixedRate=1 dotnet run'),
      );
    }

    const chosen = findChosen(data, app.address().params);
    return h(
      'div',
      { class: `view map ${chosen ? 'has-panel' : ''}`, key: 'map' },
      h('h1', { class: 'visually-hidden' }, 'Map'),
      h(
        'div',
        { class: 'map-area', key: 'area' },
        graph.draw(data, chosen),
        drawMirror(data, chosen, select),
        h('p', { class: 'map-note', key: 'note' }, 'Rates and durations of sampled traces', drawExport(app.scope())),
      ),
      chosen && drawMapPanel(data, chosen, { app, close: () => select({}), histogram }),
    );
  }

  return { load, draw };
}

/** The picture as text, for a team's own documents. */
function drawExport({ from, to, service }) {
  return ['Mermaid', 'DOT', 'JSON'].map(format => {
    const query = new URLSearchParams({ format: format.toLowerCase(), from: Math.round(from), to: Math.round(to), ...(service && { service }) });
    return h('a', { key: format, href: `/api/local/map/export?${query}`, target: '_blank', 'aria-label': `The map as ${format}` }, format);
  });
}

function findChosen(shape, { node, edge }) {
  const found = {
    node: shape.nodes.find(item => item.id === node),
    edge: shape.edges.find(item => `${item.source},${item.target}` === edge),
  };
  return found.node || found.edge ? found : null;
}
