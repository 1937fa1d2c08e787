import { h } from '../dom/h.js';
import { rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';

// With more edges than this, labels would lie on each other; then only the hovered edge has one.
const CROWDED = 24;

/** Rate and p95 beside each edge; all that is known about the hovered one. */
export function edgeLabels(cy, edges, { hovered, lit }) {
  return edges.filter(edge => edge.id === hovered || edges.length <= CROWDED).map(edge => {
    const element = cy.getElementById(edge.id);
    if (element.empty()) {
      return null;
    }

    const { x, y } = element.midpoint();
    const full = edge.id === hovered;
    const dimmed = lit !== null && lit.getElementById(edge.id).empty();
    return h('span', { key: `edge-${edge.id}`, class: `edge-label ${full ? 'is-full' : ''} ${dimmed ? 'is-dimmed' : ''}`, 'aria-hidden': 'true', style: { left: `${x}px`, top: `${y}px` } },
      full
        ? [h('b', null, rate(edge.rate)), `${share(edge.total ? edge.fault / edge.total : 0)} faults`, `p50 ${duration(edge.p50)}`, `p95 ${duration(edge.p95)}`].map((part, index) => (typeof part === 'string' ? h('span', { key: index }, part) : part))
        : `${rate(edge.rate)} · ${duration(edge.p95)}`);
  }).filter(Boolean);
}
