/** The filter expression that finds the same traces in X-Ray; a client is no service there, so its calls are those that the service received. */
export function filterFor({ node, edge }, nodes) {
  if (!edge) {
    return `service(${quote(node)})`;
  }

  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  return source.type === 'client' ? `service(${quote(target)})` : `edge(${quote(source)}, ${quote(target)})`;
}

function quote({ name }) {
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
