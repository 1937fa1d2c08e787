import { get } from '../app/api.js';
import { loadSaid } from './said.js';
import { createSlowWork } from './slow-work.js';

const SLOWEST = 5;

/**
 * What is known about a chosen node or edge beside the map: `{ id, traces, total, operations, said, works }`. The first three are there when
 * `load` is; the others are read out of metrics, log entries and whole traces, so they come when they come, and what was read for the same
 * choice before stands until then (null at first).
 */
export function createPanelLoader(redraw) {
  const slowWork = createSlowWork();
  let last = null;

  /** The slowest traces of what the address names, before there is a map to find it on. */
  function ask(named, around, signal) {
    return get('traces', { ...around, ...named, sort: 'slowest', limit: SLOWEST }, signal);
  }

  async function load(slowest, chosen, { nodes }, around, signal) {
    const { id } = chosen.edge ?? chosen.node;
    const service = chosen.node?.type === 'service' ? chosen.node.name : null;
    const { traces, total } = await slowest;
    const { operations = null, said = null, works = null } = last?.id === id ? last : {};
    const panel = { id, traces, total, operations, said, works };
    last = panel;
    const findWork = () => slowWork.load(chosen, new Map(nodes.map(node => [node.id, node])), around, signal);
    followAll(panel, service, findWork, around, signal);
    return panel;
  }

  // Not before the traces are there: side by side with the slow ones the quick would take as long.
  async function followAll(panel, service, findWork, around, signal) {
    await follow(panel, 'operations', service ? get('operations', { ...around, service }, signal).then(({ operations }) => operations) : []);
    follow(panel, 'works', findWork());
    follow(panel, 'said', service ? loadSaid(service, around, signal) : []);
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

  return { ask, load };
}
