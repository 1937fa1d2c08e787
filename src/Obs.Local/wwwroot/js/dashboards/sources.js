const SOURCE = /\s*source\s+(['"])((?:\\.|(?!\1)[^\\])*)\1\s*\|/iy;

/** The log groups that a query of a widget names before its first command. */
export function sourcesOf(query) {
  const names = [];
  SOURCE.lastIndex = 0;
  for (let match = SOURCE.exec(query ?? ''); match; match = SOURCE.exec(query)) {
    names.push(match[2].replace(/\\(.)/g, '$1'));
  }

  return names;
}
