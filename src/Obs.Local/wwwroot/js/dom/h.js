/**
 * Makes a virtual node. Children may be nodes, strings, numbers, arrays of them, or null and false for nothing.
 * Properties: attributes; `on…` handlers; `style` as an object; `key` to keep a node's identity among its siblings;
 * `created`, `updated` and `removed` for elements whose inside somebody else draws (charts, the map).
 */
export function h(tag, props, ...children) {
  const nodes = [];
  flatten(children, nodes);
  return { tag, props: props ?? {}, key: props?.key, nodes, element: null };
}

function flatten(children, nodes) {
  for (const child of children) {
    if (Array.isArray(child)) {
      flatten(child, nodes);
    } else if (child !== null && child !== undefined && child !== false && child !== true) {
      nodes.push(typeof child === 'object' ? child : { text: String(child), element: null });
    }
  }
}
