/**
 * The filter expression that finds the same traces in X-Ray; a client is no service there, so its calls are those that the service received,
 * and a link is no call: its traces are those of the service that went on.
 * With a condition only those whose answer took that long, `from` and `to` in milliseconds, or ended so, an `outcome`.
 */
export function filterFor({ node, edge }, nodes, condition = null) {
  return `${subjectOf({ node, edge }, nodes)}${condition ? ` { ${conditionOf(condition)} }` : ''}`;
}

/** The parameters that list the traces of a node or an edge; those of a link are the ones of the node it leads to. */
export function tracesOf({ node, edge }) {
  const [, target, link] = edge?.split(',') ?? [];
  return link ? { node: target } : edge ? { edge } : { node };
}

function subjectOf({ node, edge }, nodes) {
  if (!edge) {
    return `service(${quote(node)})`;
  }

  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  return source.type === 'client' || edge.link ? `service(${quote(target)})` : `edge(${quote(source)}, ${quote(target)})`;
}

function conditionOf({ from, to, outcome }) {
  return [outcome, from !== undefined && `responsetime >= ${seconds(from)}`, to !== undefined && `responsetime <= ${seconds(to)}`]
    .filter(Boolean)
    .join(' AND ');
}

// X-Ray counts in seconds, and keeps milliseconds of them.
function seconds(milliseconds) {
  return String(Number((milliseconds / 1_000).toFixed(4)));
}

function quote({ name }) {
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
