import { groupBy } from '../app/group.js';
import { likeness } from '../trace/tree.js';
import { timeSpent } from '../trace/time-spent.js';

/**
 * What each piece of work took of the two traces' time: `{ key, node, here, there, difference, hereCount, thereCount }`, times in
 * milliseconds on the critical path, counts of all such rows; most difference first. The differences add up to that of the two requests.
 */
export function differencesOf(here, there) {
  const [left, right] = [spentOf(here), spentOf(there)];
  const [leftCounts, rightCounts] = [countsOf(here), countsOf(there)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map(key => {
      const [ours, theirs] = [left.get(key), right.get(key)];
      return {
        key,
        node: (ours ?? theirs).node,
        here: ours?.time ?? 0,
        there: theirs?.time ?? 0,
        difference: (ours?.time ?? 0) - (theirs?.time ?? 0),
        hereCount: leftCounts.get(key) ?? 0,
        thereCount: rightCounts.get(key) ?? 0,
      };
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}

/** What is said of two traces and not the same in both: `{ name, here, there }`, null where one does not say it. */
export function factsThatDiffer(here, there) {
  const [left, right] = [factsOf(here), factsOf(there)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map(name => ({ name, here: left.get(name) ?? null, there: right.get(name) ?? null }))
    .filter(({ here: ours, there: theirs }) => ours !== theirs);
}

/** The log entries of one trace of a kind that the other has none of; numbers and ids in a message make no other kind. */
export function onlyLoggedBy(entries, others) {
  const known = new Set(others.map(kindOf));
  return entries.filter(entry => !known.has(kindOf(entry)));
}

function spentOf({ tree, path }) {
  return new Map(timeSpent(tree, path).map(work => [likeness(work.node), work]));
}

function countsOf({ tree }) {
  return new Map([...groupBy(tree.byId.values(), likeness)].map(([key, nodes]) => [key, nodes.length]));
}

function factsOf({ trace }) {
  const root = trace.rows[0];
  const facts = new Map([
    ['status', text(root.http?.response?.status)],
    ['url', text(root.http?.request?.url)],
  ]);
  for (const row of trace.rows) {
    for (const [name, value] of Object.entries(row.annotations ?? {})) {
      // Of all services together; the value nearest the entry stands.
      facts.has(name) || facts.set(name, text(value));
    }

    for (const name of ['environment', 'version']) {
      const value = row.kind === 'server' ? row.metadata?.service?.[name] : undefined;
      value !== undefined && facts.set(`${name} of ${row.service}`, text(value));
    }
  }

  return facts;
}

function text(value) {
  return value === null || value === undefined ? null : String(value);
}

function kindOf({ service, level, raw, message }) {
  return `${service}|${level}|${templateOf(raw) ?? message.replace(/[0-9a-f-]*\d[0-9a-f.-]*/gi, '#')}`;
}

function templateOf(raw) {
  try {
    return JSON.parse(raw).template;
  } catch {
    return undefined;
  }
}
