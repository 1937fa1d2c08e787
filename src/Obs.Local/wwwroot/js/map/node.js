import { h } from '../dom/h.js';
import { icon, kindIcon } from '../dom/icons.js';
import { rateNumber, share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { nameOf } from './names.js';
import { arcsOf, diameter } from './scales.js';

const STROKE = 5;

/** A node as a button: ring of outcomes, rate inside, name and kind and p95 below. */
export function drawNode(node, { place, most, chosen, dimmed, onSelect }) {
  const size = diameter(node.total, most);
  return h(
    'button',
    {
      key: node.id,
      type: 'button',
      class: `map-node is-${node.type} ${dimmed ? 'is-dimmed' : ''}`,
      'data-node': node.id,
      'aria-pressed': String(chosen),
      style: { left: `${place.x}px`, top: `${place.y}px`, '--size': `${size}px` },
      onclick: event => onSelect({ node: node.id }, event),
    },
    h(
      'svg',
      { class: 'ring', viewBox: `0 0 ${size} ${size}`, width: size, height: size, 'aria-hidden': 'true' },
      h('circle', { class: 'ring-track', cx: size / 2, cy: size / 2, r: (size - STROKE) / 2 }),
      arcsOf(node).map(arc => h('path', { key: arc.outcome, class: `arc is-${arc.outcome}`, d: arcPath(arc, size) })),
    ),
    h(
      'span',
      { class: 'node-inside' },
      icon(kindIcon(node.type), 14),
      node.type !== 'client' && h('span', { class: 'node-rate' }, rateNumber(node.rate ?? 0), h('span', { class: 'unit' }, '/s')),
    ),
    h(
      'span',
      { class: 'node-below' },
      h('strong', null, nameOf(node)),
      h(
        'span',
        null,
        h('span', { class: 'node-kind' }, node.type === 'client' ? `of ${node.name}` : (node.kindLabel ?? node.type)),
        node.type !== 'client' && node.p95 !== null && h('span', { class: 'node-p95' }, `p95 ${duration(node.p95)}`),
      ),
    ),
    // What the ring says to the eye.
    node.total > 0 && h('span', { class: 'visually-hidden' }, `${share(node.error / node.total)} errors, ${share(node.fault / node.total)} faults`),
  );
}

// Clockwise from the top, with a hair's breadth between arcs.
function arcPath({ from, to }, size) {
  const radius = (size - STROKE) / 2;
  const centre = size / 2;
  if (to - from > 0.9999) {
    return `M${centre} ${centre - radius}A${radius} ${radius} 0 1 1 ${centre - 0.01} ${centre - radius}Z`;
  }

  const gap = 1 / (Math.PI * 2 * radius);
  const point = turn =>
    `${(centre + radius * Math.sin(turn * Math.PI * 2)).toFixed(2)} ${(centre - radius * Math.cos(turn * Math.PI * 2)).toFixed(2)}`;
  return `M${point(from + gap)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to - gap)}`;
}
