/** What a node is called; a client node has the name of the service it calls, which would read as the service calling itself. */
export function nameOf(node) {
  return node.type === 'client' ? 'Clients' : node.name;
}

/** Names by id. */
export function namesOf(nodes) {
  return new Map(nodes.map(node => [node.id, nameOf(node)]));
}
