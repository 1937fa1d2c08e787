import { get } from '../app/api.js';
import { loadSaid } from './said.js';
import { createSlowWork } from './slow-work.js';

const SLOWEST = 5;

/**
 * What is known about a chosen node or edge beside the map: `{ id, traces, total, operations, said, works }`. The first three are there when
 * `load` is; `said` and `works` are read out of log entries and whole traces, so they come when they come, and what was read for the same
 * choice before stands until then (null at first).
 */
export function createPanelLoader(redraw) {
  const slowWork = createSlowWork();
  let last = null;

  async function load(chosen, { nodes }, around, signal) {
    const id = (chosen.edge ?? chosen.node).id;
    const filter = chosen.edge ? { edge: `${chosen.edge.source},${chosen.edge.target}` } : { node: chosen.node.id };
    const service = chosen.node?.type === 'service' ? chosen.node.name : null;
    const before = { said: last?.id === id ? last.said : null, works: last?.id === id ? last.works : null };
    const [slowest, operations] = await Promise.all([
      get('traces', { ...around, ...filter, sort: 'slowest', limit: SLOWEST }, signal),
      service ? get('operations', { ...around, service }, signal) : { operations: [] },
    ]);
    const panel = { ...before, id, traces: slowest.traces, total: slowest.total, operations: operations.operations };
    last = panel;
    // Not before: side by side with these the quick ones would take as long.
    follow(panel, 'works', slowWork.load(chosen, new Map(nodes.map(node => [node.id, node])), around, signal));
    follow(panel, 'said', service ? loadSaid(service, around, signal) : []);
    return panel;
  }

  async function follow(panel, part, loading) {
    try {
      panel[part] = await loading;
    } catch {
      // Left, or refused: what was read before stands, and the next load asks again.
      panel[part] ??= [];
    }

    redraw();
  }

  return { load };
}
