import dagre from '../../lib/dagre/dagre.js';

// The same for every node, whatever its traffic: a busier node grows in its place and moves no other.
const CELL = { width: 132, height: 128 };

/**
 * Places for nodes, clients first, by distance from the edge; sorted first, so that the same graph always looks the same.
 * Returns `{ nodes: Map(id → { x, y }), bends: Map(id → { x, y }) }`; a bend is where a long edge goes around what lies between.
 */
export function layOut(nodes, edges, direction) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: direction === 'LR' ? 24 : 12, ranksep: direction === 'LR' ? 104 : 56, marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of [...nodes].sort(byId)) {
    graph.setNode(node.id, { ...CELL });
  }

  const known = new Set(nodes.map(node => node.id));
  for (const edge of [...edges].sort(byId)) {
    if (known.has(edge.source) && known.has(edge.target) && edge.source !== edge.target) {
      graph.setEdge(edge.source, edge.target, { id: edge.id });
    }
  }

  dagre.layout(graph);
  const places = new Map(graph.nodes().map(id => [id, { x: graph.node(id).x, y: graph.node(id).y }]));
  const bends = new Map(graph.edges().map(key => graph.edge(key)).map(({ id, points }) => [id, points[Math.floor(points.length / 2)]]));
  return { nodes: places, bends };
}

/** What decides the layout: while it stays the same, nothing moves. */
export function shapeOf(nodes, edges, direction) {
  return [direction, ...nodes.map(node => node.id).sort(), '→', ...edges.map(edge => edge.id).sort()].join('\n');
}

/** A bend as Cytoscape wants it: along the line from source to target (0 to 1), and how far beside it. */
export function relativeBend(source, target, bend) {
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  const weight = ((bend.x - source.x) * dx + (bend.y - source.y) * dy) / (length * length);
  const distance = ((bend.y - source.y) * dx - (bend.x - source.x) * dy) / length;
  return { weight, distance: -2 * distance };
}

function byId(a, b) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
