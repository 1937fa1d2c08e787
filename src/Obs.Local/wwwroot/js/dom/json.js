import { h } from './h.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** A value as a tree whose objects and arrays fold. */
export function jsonTree(value, depth = 0) {
  if (value === null || typeof value !== 'object') {
    return h('span', { class: `json-${value === null ? 'null' : typeof value}` }, String(value));
  }

  return h(
    'ul',
    { class: 'json-tree' },
    Object.entries(value).map(([name, child]) =>
      h(
        'li',
        { key: name },
        child !== null && typeof child === 'object'
          ? h(
              'details',
              { open: depth < 1 },
              h('summary', null, h('span', { class: 'json-name' }, name), h('span', { class: 'json-size' }, sizeOf(child))),
              jsonTree(child, depth + 1),
            )
          : [h('span', { class: 'json-name' }, name), jsonTree(child, depth + 1)],
      ),
    ),
  );
}

/** JSON text with its names, strings, numbers and words told apart. */
export function jsonText(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    pieces.push(text.slice(end, match.index));
    pieces.push(
      h(
        'span',
        { key: match.index, class: match[2] ? 'json-name' : match[1] ? 'json-string' : match[3] ? 'json-word' : 'json-number' },
        match[1] ?? match[0],
      ),
      match[2] ?? '',
    );
    end = match.index + match[0].length;
  }

  return h(
    'code',
    null,
    pieces.filter(piece => piece !== ''),
    text.slice(end),
  );
}

function sizeOf(value) {
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}
