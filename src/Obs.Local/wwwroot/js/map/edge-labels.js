import { h } from '../dom/h.js';
import { rate, share } from '../format/numbers.js';
import { duration } from '../format/time.js';

// With more edges than this, or from top to bottom, labels would lie on each other; then only the hovered edge has one.
const CROWDED = 24;

/** Rate and p95 beside each edge; all that is known about the hovered one. */
export function edgeLabels(cy, edges, { hovered, lit, direction }) {
  return edges
    .filter(edge => edge.id === hovered || (direction === 'LR' && edges.length <= CROWDED))
    .map(edge => {
      const element = cy.getElementById(edge.id);
      if (element.empty()) {
        return null;
      }

      const full = edge.id === hovered;
      const { x, y, between } = labelPlace(element, full);
      const dimmed = lit !== null && lit.getElementById(edge.id).empty();
      return h(
        'span',
        {
          key: `edge-${edge.id}`,
          class: `edge-label ${full ? 'is-full' : between ? 'is-between' : ''} ${dimmed ? 'is-dimmed' : ''}`,
          'aria-hidden': 'true',
          style: { left: `${x}px`, top: `${y}px` },
        },
        full
          ? [
              h('b', null, rate(edge.rate)),
              `${share(edge.total ? edge.fault / edge.total : 0)} faults`,
              `p50 ${duration(edge.p50)}`,
              `p95 ${duration(edge.p95)}`,
            ].map((part, index) => (typeof part === 'string' ? h('span', { key: index }, part) : part))
          : `${rate(edge.rate)} · ${duration(edge.p95)}`,
      );
    })
    .filter(Boolean);
}

// Before the arrowhead and on the outer side of the line, where edges that part at the source have parted; where several meet at the target, half-way.
function labelPlace(element, full) {
  if (full || element.target().incomers('edge').length > 1) {
    return { ...element.midpoint(), between: true };
  }

  const { x, y } = element.target().position();
  const below = y > element.source().position().y + 1;
  return { x: x - element.target().data('size') / 2 - 52, y: below ? y + 12 : y - 11, between: false };
}
