/**
 * The work that decided how long the trace took: walking back from the end, at each moment the child that finished last, and the row's own
 * time where no child ran. Returns pieces by row id: `Map(id → [{ start, end }, …])`; together they cover the root's time once.
 */
export function criticalPath(tree) {
  const pieces = new Map();
  const root = tree.roots.reduce(
    (longest, node) => (longest === null || node.end - node.start > longest.end - longest.start ? node : longest),
    null,
  );
  if (root) {
    walk(root, root.end, pieces);
  }

  return pieces;
}

function walk(node, limit, pieces) {
  let time = Math.min(node.end, limit);
  const latestFirst = [...node.children].sort((a, b) => Math.min(b.end, limit) - Math.min(a.end, limit) || b.start - a.start);
  for (const child of latestFirst) {
    // What began after this moment ran beside the path, not on it; what lasts longer than its parent counts only as far as the parent waited.
    if (child.start >= time || child.end <= node.start) {
      continue;
    }

    const end = Math.min(child.end, time);
    add(pieces, node, end, time);
    walk(child, end, pieces);
    time = Math.max(child.start, node.start);
  }

  add(pieces, node, node.start, time);
}

function add(pieces, node, start, end) {
  if (end > start) {
    const piece = { start, end };
    const known = pieces.get(node.row.id);
    known ? known.push(piece) : pieces.set(node.row.id, [piece]);
  }
}
