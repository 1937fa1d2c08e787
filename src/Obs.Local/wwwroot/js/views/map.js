import { h } from '../dom/h.js';
import { get, queryOf } from '../app/api.js';
import { drawEmpty } from '../app/states.js';
import { createGraph } from '../map/graph.js';
import { filterFor, tracesOf } from '../map/filter-text.js';
import { createHistogram } from '../map/histogram.js';
import { drawMapPanel } from '../map/panel.js';
import { drawMirror } from '../map/mirror.js';
import { createPanelLoader } from '../map/panel-loader.js';

/** Who calls whom, and which hop hurts? */
export const map = { title: 'Map', create: createMap };

function createMap(app) {
  let enters = false;
  // Who chose by key goes on by key: into the panel, and with Escape back to what was chosen.
  const select = (selection, event) => {
    enters = event?.detail === 0;
    app.change({ node: null, edge: null, ...selection });
  };
  const graph = createGraph({ onSelect: select });
  const histogram = createHistogram({ redraw: app.redraw, onChoose: showTraces });
  const panel = createPanelLoader(app.redraw);
  let shown = null;

  function showTraces(from, to) {
    const nodes = new Map(shown.nodes.map(node => [node.id, node]));
    app.go('traces', null, { filter: filterFor(findChosen(shown, app.address().params), nodes, { from, to }), sort: 'slowest' });
  }

  async function load(signal) {
    const { node, edge } = app.address().params;
    const around = app.surroundings();
    const slowest = edge || node ? panel.ask(tracesOf({ node, edge }), around, signal) : null;
    // Refused where there is no such thing on the map, and then nobody asks for it.
    slowest?.catch(() => null);
    const shape = await get('map', { ...app.scope(), histogram: edge ?? node }, signal);
    const chosen = findChosen(shape, { node, edge });
    return { ...shape, panel: chosen ? await panel.load(slowest, chosen, shape, around, signal) : null };
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
    if (chosen && enters) {
      enters = false;
      queueMicrotask(() => document.querySelector('.map-panel').focus());
    }

    return h(
      'div',
      { class: `view map ${chosen ? 'has-panel' : ''}`, key: 'map', onkeydown: event => event.key === 'Escape' && chosen && leave(chosen) },
      h('h1', { class: 'visually-hidden' }, 'Map'),
      h(
        'div',
        { class: 'map-area', key: 'area' },
        graph.draw(data, chosen),
        drawMirror(data, chosen, select),
        h(
          'p',
          { class: 'map-note', key: 'note' },
          h('span', { class: 'hide-narrow' }, 'Choose a node or an arrow to see what is behind it. '),
          'Sampled traces. As ',
          drawExport(app.scope()),
        ),
      ),
      chosen && drawMapPanel(data, chosen, { app, close: () => leave(chosen), histogram }),
    );
  }

  function leave({ node, edge }) {
    select({});
    document.querySelector(node ? `[data-node="${CSS.escape(node.id)}"]` : `[data-edge="${CSS.escape(edge.id)}"]`)?.focus();
  }

  return { load, draw };
}

/** The picture as text, for a team's own documents. */
function drawExport(scope) {
  return ['Mermaid', 'DOT', 'JSON'].map(format => {
    const query = queryOf({ ...scope, format: format.toLowerCase() });
    return h('a', { key: format, href: `api/local/map/export?${query}`, target: '_blank', 'aria-label': `The map as ${format}` }, format);
  });
}

function findChosen(shape, { node, edge }) {
  const found = {
    node: shape.nodes.find(item => item.id === node),
    edge: shape.edges.find(item => item.id === edge),
  };
  return found.node || found.edge ? found : null;
}
