let results = [];

/** Keeps the order of the list a person came from, for the steps through it. */
export function rememberResults(ids) {
  results = ids;
}

/** The trace before (-1) or after (1) this one in that list, or null. */
export function neighbour(id, step) {
  const index = results.indexOf(id);
  return index < 0 ? null : (results[index + step] ?? null);
}
