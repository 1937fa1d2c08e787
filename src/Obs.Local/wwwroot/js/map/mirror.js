import { h } from '../dom/h.js';
import { rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { namesOf } from './names.js';

/** The edges as a list, for those who do not see the picture; a button shows itself when it has the focus. */
export function drawMirror({ nodes, edges }, chosen, onSelect) {
  const names = namesOf(nodes);
  return h(
    'ul',
    { class: 'map-mirror', key: 'mirror', 'aria-label': 'Calls between services' },
    edges.map(edge =>
      h(
        'li',
        { key: edge.id },
        h(
          'button',
          {
            type: 'button',
            class: 'visually-hidden',
            'data-edge': edge.id,
            'aria-pressed': String(chosen?.edge?.id === edge.id),
            onclick: event => onSelect({ edge: edge.id }, event),
          },
          `${names.get(edge.source)} → ${names.get(edge.target)}${edge.link ? ' by messages' : ''}: ${rate(edge.rate)}, ${share(edge.total ? edge.fault / edge.total : 0)} faults, p95 ${duration(edge.p95)}`,
        ),
      ),
    ),
  );
}
