import cytoscape from '../../lib/cytoscape/cytoscape.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { createRoot } from '../dom/root.js';
import { onThemeChange, token } from '../app/theme.js';
import { edgeLabels } from './edge-labels.js';
import { layOut, relativeWay, shapeOf } from './layout.js';
import { drawNode } from './node.js';
import { diameter, edgeWidth, healthOf, mix } from './scales.js';

const NARROW = 600;
const FIT = { padding: 28, most: 1.15 };

let current = null;
onThemeChange(() => current?.restyle());

/** The picture of the map: Cytoscape draws and places the edges and moves the view; the nodes are buttons laid over it. */
export function createGraph({ onSelect }) {
  let cy = null;
  let host = null;
  let overlay = null;
  let observer = null;
  let data = { nodes: [], edges: [] };
  let chosen = null;
  let shape = '';
  let lit = null;
  let hoveredEdge = null;
  let moved = false;

  function draw(next, selection) {
    data = next;
    chosen = selection;
    return h('div', { class: 'map-graph', key: 'graph', created: mount, updated: refresh, removed: destroy });
  }

  function mount(element) {
    host = document.createElement('div');
    // Named as Cytoscape would name it; css/map.css holds the rule it would otherwise insert.
    host.className = 'map-canvas __________cytoscape_container';
    const layer = document.createElement('div');
    layer.className = 'map-layer';
    const controls = document.createElement('div');
    controls.className = 'map-controls';
    element.append(host, controls);
    cy = cytoscape({
      container: host,
      minZoom: 0.25,
      maxZoom: 2.5,
      autoungrabify: true,
      boxSelectionEnabled: false,
      selectionType: 'single',
      style: style(direction()),
    });
    host.append(layer);
    overlay = createRoot(layer, drawOverlay);
    createRoot(controls, drawControls).redrawNow();
    cy.on('viewport', () => {
      layer.style.transform = `translate(${cy.pan().x}px, ${cy.pan().y}px) scale(${cy.zoom()})`;
    });
    cy.on('dragpan scrollzoom pinchzoom', () => {
      moved = true;
    });
    cy.on('tap', event => select(event.target));
    cy.on('mouseover', 'node, edge', event => light(event.target));
    cy.on('mouseout', 'node, edge', () => light(null));
    observer = new ResizeObserver(() => {
      cy.resize();
      refresh();
      moved || fit();
    });
    observer.observe(element);
    current = graph;
    refresh();
    fit();
  }

  function select(target) {
    if (target === cy) {
      chosen && onSelect({});
    } else {
      onSelect(target.isNode() ? { node: target.id() } : { edge: target.id() });
    }
  }

  // What is neither upstream nor downstream of the hovered node or edge steps back.
  function light(target) {
    hoveredEdge = target?.isEdge() ? target.id() : null;
    lit = target
      ? target
          .union(target.predecessors())
          .union(target.successors())
          .union(target.isEdge() ? target.connectedNodes() : cy.collection())
      : null;
    lit = lit && target.isEdge() ? lit.union(target.source().predecessors()).union(target.target().successors()) : lit;
    cy.elements().removeClass('dimmed');
    lit && cy.elements().difference(lit).addClass('dimmed');
    overlay.redrawNow();
  }

  function refresh() {
    if (!cy) {
      return;
    }

    const next = shapeOf(data.nodes, data.edges, direction());
    if (next !== shape) {
      shape = next;
      place();
      moved || fit();
    }

    restyle();
    overlay.redraw();
  }

  function direction() {
    return host.clientWidth < NARROW ? 'TB' : 'LR';
  }

  function place() {
    const { nodes, ways } = layOut(data.nodes, data.edges, direction());
    cy.elements().remove();
    cy.add([
      ...data.nodes.map(node => ({ group: 'nodes', data: { id: node.id, ...nodeLooks(node) }, position: nodes.get(node.id) })),
      ...data.edges
        .filter(edge => nodes.has(edge.source) && nodes.has(edge.target))
        .map(edge => ({
          group: 'edges',
          data: {
            id: edge.id,
            source: edge.source,
            target: edge.target,
            line: edge.link ? 'dashed' : 'solid',
            ...edgeLooks(edge),
            ...relativeWay(nodes.get(edge.source), nodes.get(edge.target), ways.get(edge.id) ?? []),
          },
        })),
    ]);
  }

  function nodeLooks(node) {
    return { size: diameter(node.total, most(data.nodes)) };
  }

  function edgeLooks(edge) {
    // The worse an edge fares, the higher it lies where edges share their way.
    return {
      width: edgeWidth(edge.total, most(data.edges)),
      color: edgeColor(edge),
      level: Math.round((edge.total ? edge.fault / edge.total : 0) * 1_000) + 1,
    };
  }

  function restyle() {
    cy.style(style(direction()));
    cy.batch(() => {
      data.nodes.forEach(node => cy.getElementById(node.id).data(nodeLooks(node)));
      data.edges.forEach(edge => cy.getElementById(edge.id).data(edgeLooks(edge)));
      cy.elements().removeClass('chosen');
      chosen && cy.getElementById((chosen.edge ?? chosen.node).id).addClass('chosen');
    });
  }

  function drawOverlay() {
    const mostNodes = most(data.nodes);
    return [
      ...edgeLabels(cy, data.edges, { hovered: hoveredEdge, lit, direction: direction() }),
      ...data.nodes.map(node =>
        drawNode(node, {
          place: cy.getElementById(node.id).position(),
          most: mostNodes,
          chosen: chosen?.node?.id === node.id,
          dimmed: lit !== null && !lit.getElementById(node.id).nonempty(),
          onSelect,
        }),
      ),
    ];
  }

  function drawControls() {
    const zoom = factor => {
      moved = true;
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: host.clientWidth / 2, y: host.clientHeight / 2 } });
    };
    return [
      ['plus', 'Zoom in', () => zoom(1.25)],
      ['minus', 'Zoom out', () => zoom(0.8)],
      [
        'fit',
        'Show the whole map',
        () => {
          moved = false;
          fit();
        },
      ],
    ].map(([name, label, onclick]) =>
      h('button', { key: name, type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick }, icon(name)),
    );
  }

  function fit() {
    cy.fit(undefined, direction() === 'LR' ? FIT.padding : FIT.padding / 3);
    if (cy.zoom() > FIT.most) {
      cy.zoom(FIT.most);
      cy.center();
    }
  }

  function destroy() {
    observer?.disconnect();
    cy?.destroy();
    cy = null;
    current = null;
  }

  const graph = { draw, restyle };
  return graph;
}

function most(items) {
  return Math.max(...items.map(item => item.total ?? 0), 1);
}

function edgeColor(edge) {
  const { outcome, strength } = healthOf(edge);
  return outcome === 'ok' ? token('edge') : mix(token('edge'), token(outcome), strength);
}

function style(direction) {
  const down = direction === 'TB';
  return [
    // The label below a node takes room when the view is fitted.
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        opacity: 0,
        'bounds-expansion': down ? '4px 8px 34px 8px' : '8px 30px 44px 30px',
      },
    },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': 'data(color)',
        'line-style': 'data(line)',
        'target-arrow-color': 'data(color)',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        'curve-style': 'unbundled-bezier',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)',
        'edge-distances': 'node-position',
        'target-distance-from-node': 3,
        'source-distance-from-node': down ? 38 : 3,
        'z-index': 'data(level)',
        'overlay-opacity': 0,
        'line-cap': 'round',
      },
    },
    { selector: 'edge.chosen', style: { 'underlay-color': token('focus'), 'underlay-opacity': 0.25, 'underlay-padding': 4 } },
    { selector: 'edge.dimmed', style: { opacity: 0.15 } },
    {
      selector: 'core',
      style: {
        'active-bg-opacity': 0,
        'active-bg-size': 0,
        'active-bg-color': '#000',
        'selection-box-color': '#000',
        'selection-box-opacity': 0,
        'selection-box-border-color': '#000',
        'selection-box-border-width': 0,
        'outside-texture-bg-color': '#000',
        'outside-texture-bg-opacity': 0,
      },
    },
  ];
}
