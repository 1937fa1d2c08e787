import { setProperties } from './properties.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Makes the children of an element look like `next`, touching only what differs from `previous`; returns `next`. */
export function patchChildren(element, previous, next) {
  const unused = indexByKey(previous);
  const matches = next.map((node, index) => take(unused, identity(node, index)));
  for (const node of unused.values()) {
    remove(node);
  }

  // Elements that stay are never moved past each other without need: a moved element loses focus and scroll position.
  let cursor = element.firstChild;
  next.forEach((node, index) => {
    const match = matches[index];
    const child = match ? update(match, node) : create(node, element);
    if (child === cursor) {
      cursor = cursor.nextSibling;
    } else {
      element.insertBefore(child, cursor);
    }
  });
  return next;
}

function indexByKey(nodes) {
  const index = new Map();
  nodes.forEach((node, position) => index.set(identity(node, position), node));
  return index;
}

function identity(node, position) {
  return `${node.tag ?? '#text'}|${node.key ?? `@${position}`}`;
}

function take(map, key) {
  const node = map.get(key);
  map.delete(key);
  return node;
}

function create(node, parent) {
  if (node.text !== undefined) {
    node.element = document.createTextNode(node.text);
    return node.element;
  }

  const drawing = node.tag === 'svg' || (parent.namespaceURI === SVG && parent.tagName !== 'foreignObject');
  const element = drawing ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  node.element = element;
  node.nodes.forEach(child => element.append(create(child, element)));
  setProperties(element, {}, node.props);
  if (node.props.created) {
    // After insertion, so that the element has a size.
    queueMicrotask(() => element.isConnected && node.props.created(element));
  }

  return element;
}

function update(previous, next) {
  // The very same node as before: somebody kept it because nothing in it has changed.
  if (previous === next) {
    return next.element;
  }

  const element = previous.element;
  next.element = element;
  if (next.text !== undefined) {
    if (next.text !== previous.text) {
      element.data = next.text;
    }

    return element;
  }

  if (!next.props.created) {
    patchChildren(element, previous.nodes, next.nodes);
  }

  setProperties(element, previous.props, next.props);
  next.props.updated?.(element);
  return element;
}

function remove(node) {
  announceRemoval(node);
  node.element.remove();
}

function announceRemoval(node) {
  node.props?.removed?.(node.element);
  node.nodes?.forEach(announceRemoval);
}
