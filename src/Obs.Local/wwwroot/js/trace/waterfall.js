import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { outcomeMark, outcomeOf, OUTCOMES } from '../dom/outcome.js';
import { rulerTicks } from '../charts/ticks.js';
import { duration } from '../format/time.js';
import { ROW_HEIGHT } from './reveal.js';
import { runsOf } from './runs.js';
import { summaryOf } from './tree.js';
import { barBox } from './zoom.js';

const MARGIN = 20;
const NARROW = 760;

/** The rows of a trace over time. Only rows near the window are drawn, however long the trace is. */
export function createWaterfall({ zoom, redraw, onSelect, onToggle, onKey }) {
  let top = 0;
  let height = 900;

  function draw(rows, { selected, collapsed, critical, label = 'Segments and subsegments' }) {
    const isNarrow = innerWidth < NARROW;
    const ticks = rulerTicks(zoom.from, zoom.to, isNarrow ? 3 : 6);
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN);
    return h(
      'div',
      { class: 'waterfall', key: 'waterfall' },
      h(
        'div',
        { class: 'ruler', 'aria-hidden': 'true' },
        h('span', { class: 'ruler-name' }, 'Work'),
        h(
          'div',
          { class: 'ruler-track' },
          ticks
            .filter(tick => zoom.percent(tick) < (isNarrow ? 70 : 85))
            .map(tick => h('span', { key: tick, style: { left: `${zoom.percent(tick).toFixed(2)}%` } }, duration(tick))),
        ),
        h('span', { class: 'ruler-duration' }, 'Duration'),
      ),
      h(
        'div',
        {
          class: 'rows',
          key: 'rows',
          role: 'treegrid',
          tabindex: '0',
          'aria-label': label,
          'aria-rowcount': rows.length,
          'aria-activedescendant': selected ? `row-${selected}` : null,
          onkeydown: onKey,
          onscroll: event => {
            top = event.currentTarget.scrollTop;
            height = event.currentTarget.clientHeight;
            redraw();
          },
        },
        h(
          'div',
          { class: 'rows-inner', style: { height: `${rows.length * ROW_HEIGHT}px` } },
          h(
            'div',
            { class: 'grid-lines', key: 'grid', 'aria-hidden': 'true' },
            ticks.map(tick => h('i', { key: tick, style: { left: `${zoom.percent(tick).toFixed(2)}%` } })),
          ),
          rows.slice(first, last).map((item, index) => drawItem(item, first + index, { selected, collapsed, critical })),
        ),
      ),
    );
  }

  function drawItem(item, index, context) {
    const place = {
      class: `row depth-${Math.min(item.depth, 9)} ${item.type === 'fold' ? 'is-fold' : ''}`,
      key: item.key,
      id: `row-${item.key}`,
      role: 'row',
      'aria-level': item.depth + 1,
      'aria-rowindex': index + 1,
      'aria-selected': String(context.selected === item.key),
      style: { top: `${index * ROW_HEIGHT}px`, '--depth': item.depth },
      onclick: () => onSelect(item),
    };
    return item.type === 'fold' ? drawFold(item, place, context) : drawRow(item, place, context);
  }

  function drawRow({ node }, place, { collapsed, critical }) {
    const { row } = node;
    const outcome = outcomeOf(row);
    const foldable = node.children.length > 0;
    const box = barBox(zoom, node.start, node.end);
    return h(
      'div',
      { ...place, 'aria-expanded': foldable ? String(!collapsed.has(row.id)) : null, 'data-row': row.id, 'data-kind': row.kind },
      h(
        'div',
        { class: 'row-name', role: 'gridcell' },
        drawToggle(foldable, !collapsed.has(row.id), node.count, () => onToggle(row.id)),
        h('span', { class: `kind kind-${row.kind}` }, icon(row.kind, 13)),
        outcome !== 'ok' && outcomeMark(outcome),
        h('span', { class: 'row-title' }, row.name),
        h('span', { class: 'row-summary' }, summaryOf(row)),
        collapsed.has(row.id) && h('span', { class: 'hidden-count' }, `+${node.count}`),
      ),
      h(
        'div',
        { class: 'row-track', role: 'gridcell' },
        box && h('div', { class: `bar-time kind-${row.kind} is-${outcome} ${row.inProgress ? 'is-open' : ''}`, style: box }),
        drawCritical(runsOf(critical.get(row.id) ?? [], zoom)),
      ),
      h('div', { class: 'row-duration', role: 'gridcell' }, row.inProgress ? 'in progress' : duration(row.duration)),
    );
  }

  function drawFold({ nodes, key, open }, place, { critical }) {
    const { row } = nodes[0];
    const worst = OUTCOMES.find(outcome => nodes.some(node => outcomeOf(node.row) === outcome));
    return h(
      'div',
      { ...place, 'aria-expanded': String(open), 'data-fold': nodes.length },
      h(
        'div',
        { class: 'row-name', role: 'gridcell' },
        drawToggle(true, open, nodes.length, () => onToggle(key)),
        h('span', { class: `kind kind-${row.kind}` }, icon(row.kind, 13)),
        worst !== 'ok' && outcomeMark(worst),
        h('strong', { class: 'times' }, `${nodes.length}\u202f×`),
        h('span', { class: 'row-title' }, row.name),
        h('span', { class: 'row-summary' }, summaryOf(row)),
      ),
      h(
        'div',
        { class: 'row-track', role: 'gridcell' },
        runsOf(nodes, zoom).map(({ start, end, outcome }) =>
          h('div', { key: `${outcome}${start}`, class: `bar-time kind-${row.kind} is-${outcome}`, style: barBox(zoom, start, end) }),
        ),
        drawCritical(runsOf(nodes.flatMap(node => critical.get(node.row.id) ?? []), zoom)),
      ),
      h('div', { class: 'row-duration', role: 'gridcell' }, duration(nodes.reduce((sum, node) => sum + (node.row.duration ?? 0), 0))),
    );
  }

  function drawCritical(pieces) {
    return pieces.map(({ start, end }) => h('i', { key: `critical-${start}`, class: 'critical', style: barBox(zoom, start, end) }));
  }

  return { draw };
}

function drawToggle(foldable, open, count, toggle) {
  return foldable
    ? h(
        'button',
        {
          class: `toggle ${open ? 'is-open' : ''}`,
          type: 'button',
          tabindex: '-1',
          'aria-label': open ? `Fold ${count} rows` : `Unfold ${count} rows`,
          onclick: event => {
            event.stopPropagation();
            toggle();
          },
        },
        icon('chevron', 12),
      )
    : h('span', { class: 'toggle' });
}
