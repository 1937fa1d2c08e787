import { groupBy } from '../app/group.js';
import { sqlSummary } from '../format/sql.js';

/** More alike siblings than this become one row. */
export const FOLD_ABOVE = 5;

/** Links the rows of a trace: `{ row, start, end, depth, parent, children, count }`, `count` being all rows below. */
export function buildTree(rows, traceDuration) {
  const byId = new Map();
  const roots = [];
  for (const row of rows) {
    byId.set(row.id, {
      row,
      start: row.start,
      end: row.start + (row.duration ?? Math.max(0, traceDuration - row.start)),
      depth: 0,
      parent: null,
      children: [],
      count: 0,
    });
  }

  for (const node of byId.values()) {
    const parent = byId.get(node.row.parentId);
    // A parent that has not arrived, or one that is its own, leaves a root: what did arrive is still worth showing.
    if (parent && !isBelow(parent, node)) {
      node.parent = parent;
      parent.children.push(node);
    } else {
      roots.push(node);
    }
  }

  roots.forEach(root => measure(root, 0));
  return { roots, byId };
}

/** The rows to draw, top to bottom: `{ type: 'row', node }` or `{ type: 'fold', key, nodes, parent, depth }`. */
export function visibleRows(tree, { collapsed, unfolded }) {
  const rows = [];
  const visit = siblings => {
    for (const group of foldAlike(siblings)) {
      if (group.nodes.length > FOLD_ABOVE) {
        const open = unfolded.has(group.key);
        rows.push({ type: 'fold', key: group.key, nodes: group.nodes, depth: group.nodes[0].depth, parent: group.nodes[0].parent, open });
        if (!open) {
          continue;
        }
      }

      for (const node of group.nodes) {
        rows.push({ type: 'row', key: node.row.id, node, depth: node.depth });
        if (!collapsed.has(node.row.id)) {
          visit(node.children);
        }
      }
    }
  };
  visit(tree.roots);
  return rows;
}

/** What makes two siblings alike: the same kind of work, on the same thing, in the same words. */
export function likeness({ row }) {
  const sql = row.sql?.sanitized_query;
  const request = row.http?.request;
  const what =
    sql ??
    (request
      ? `${request.method} ${request.url?.replace(/\?.*$/s, '').replace(/\/[0-9a-f-]*\d[0-9a-f-]*(?=\/|$)/gi, '/{id}')}`
      : (row.aws?.operation ?? ''));
  return `${row.kind}|${row.name}|${what}`;
}

/** What a row did, in few words, beside its name. */
export function summaryOf(row) {
  if (row.sql?.sanitized_query) {
    return sqlSummary(row.sql.sanitized_query);
  }

  if (row.aws) {
    return [row.aws.operation, row.aws.table_name ?? row.aws.queue_url ?? row.aws.bucket_name].filter(Boolean).join(' ');
  }

  const request = row.http?.request;
  return request ? [request.method, request.url?.replace(/^[a-z]+:\/\/[^/]+/i, '').replace(/\?.*$/s, '')].filter(Boolean).join(' ') : '';
}

// Alike siblings gather where the first of them stands; fewer than a fold's worth keep their places by time.
function foldAlike(siblings) {
  const alike = groupBy(siblings, likeness);
  const groups = [];
  for (const node of siblings) {
    const name = likeness(node);
    const nodes = alike.get(name);
    if (nodes.length <= FOLD_ABOVE) {
      groups.push({ key: node.row.id, nodes: [node] });
    } else if (nodes[0] === node) {
      groups.push({ key: `fold:${node.row.id}`, nodes });
    }
  }

  return groups;
}

function isBelow(node, ancestor) {
  for (let at = node; at; at = at.parent) {
    if (at === ancestor) {
      return true;
    }
  }

  return false;
}

function measure(node, depth) {
  node.depth = depth;
  node.children.sort((a, b) => a.start - b.start);
  node.count = node.children.reduce((sum, child) => sum + 1 + measure(child, depth + 1), 0);
  return node.count;
}
