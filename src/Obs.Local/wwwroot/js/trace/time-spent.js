import { criticalPath } from './critical-path.js';
import { likeness, summaryOf } from './tree.js';

/**
 * What the time of the longest root went into, most first: `{ node, time, count }`, alike work together and shown by its longest piece.
 * The times of all together are the time of that root.
 */
export function timeSpent({ roots, byId }, path = criticalPath({ roots })) {
  const groups = new Map();
  for (const [id, pieces] of path) {
    const node = byId.get(id);
    const key = likeness(node);
    const time = pieces.reduce((sum, { start, end }) => sum + end - start, 0);
    const group = groups.get(key) ?? { node, longest: 0, time: 0, count: 0 };
    group.time += time;
    group.count++;
    if (time > group.longest) {
      Object.assign(group, { node, longest: time });
    }

    groups.set(key, group);
  }

  return [...groups.values()].sort((a, b) => b.time - a.time).map(({ node, time, count }) => ({ node, time, count }));
}

/** The time of a row in which none of its subsegments ran: its own code, or work that nobody recorded. */
export function ownTime({ start, end, children }) {
  let covered = 0;
  let reached = start;
  for (const child of children) {
    covered += Math.max(0, Math.min(child.end, end) - Math.max(child.start, reached));
    reached = Math.max(reached, Math.min(child.end, end));
  }

  return Math.max(0, end - start - covered);
}

/** What a piece of work is called where it stands alone: what it did, and where. */
export function workName({ row }) {
  switch (row.kind) {
    case 'server':
      return { title: row.name, where: 'its own code' };
    case 'sql':
      return { title: row.sql?.sanitized_query ?? row.name, where: row.name };
    default:
      return { title: summaryOf(row) || row.name, where: summaryOf(row) ? row.name : `in ${row.service}` };
  }
}
