import dagre from '../../lib/dagre/dagre.js';

// The same for every node, whatever its traffic: a busier node grows in its place and moves no other.
const CELL = { width: 132, height: 128 };
const SPACE = { LR: { nodesep: 24, ranksep: 110 }, TB: { nodesep: 0, ranksep: 46 } };

/**
 * Places for nodes, clients first, by distance from the edge; sorted first, so that the same graph always looks the same.
 * Returns `{ nodes: Map(id → { x, y }), ways: Map(id → [{ x, y }, …]) }`; a way is where an edge goes between its two ends.
 */
export function layOut(nodes, edges, direction) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: direction, ...SPACE[direction], marginx: 24, marginy: 24 });
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
  const ways = new Map(
    graph.edges().map(key => [graph.edge(key).id, wayOf(places.get(key.v), places.get(key.w), graph.edge(key).points, direction)]),
  );
  return { nodes: places, ways };
}

/** What decides the layout: while it stays the same, nothing moves. */
export function shapeOf(nodes, edges, direction) {
  return [direction, ...nodes.map(node => node.id).sort(), '→', ...edges.map(edge => edge.id).sort()].join('\n');
}

/** A way as Cytoscape wants it: for each point how far along the line from source to target (0 to 1), and how far beside it. */
export function relativeWay(source, target, way) {
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  return {
    weights: way.map(point => ((point.x - source.x) * dx + (point.y - source.y) * dy) / (length * length)),
    distances: way.map(point => ((point.y - source.y) * dx - (point.x - source.x) * dy) / length),
  };
}

// An edge leaves and arrives in the direction of the layout, so that it is an S between neighbours; a longer one keeps the lane dagre found for it.
function wayOf(source, target, points, direction) {
  const span = direction === 'LR' ? Math.abs(target.x - source.x) : Math.abs(target.y - source.y);
  if (span > 1.5 * (direction === 'LR' ? CELL.width + SPACE.LR.ranksep : CELL.height + SPACE.TB.ranksep)) {
    return points.slice(1, -1);
  }

  const middle = { x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 };
  return direction === 'LR'
    ? [
        { x: middle.x, y: source.y },
        { x: middle.x, y: target.y },
      ]
    : [
        { x: source.x, y: middle.y },
        { x: target.x, y: middle.y },
      ];
}

function byId(a, b) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
