/** The filter expression that finds the same traces in X-Ray. */
export function filterFor({ node, edge }, names) {
  return edge ? `edge("${quote(names.get(edge.source))}", "${quote(names.get(edge.target))}")` : `service("${quote(node.name)}")`;
}

function quote(name) {
  return String(name).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
