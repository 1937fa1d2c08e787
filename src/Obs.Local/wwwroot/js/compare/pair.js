import { h } from '../dom/h.js';
import { duration } from '../format/time.js';
import { createRowKeys } from '../trace/row-keys.js';
import { createWaterfall } from '../trace/waterfall.js';
import { visibleRows } from '../trace/tree.js';

/** Two waterfalls on one time scale, one above the other, so that what is longer is longer to the eye. */
export function createPair(app) {
  const sides = new Map();

  // What is folded and chosen in one of them is no matter of the other, and of no link.
  function sideOf({ trace, tree }, zoom) {
    const known = sides.get(trace.id);
    if (known?.zoom.whole === zoom.whole) {
      return known;
    }

    const state = { collapsed: new Set(), unfolded: new Set() };
    const side = { zoom, state, rows: visibleRows(tree, state), selected: trace.rows[0]?.id };
    const toggle = key => {
      const set = key.startsWith('fold:') ? state.unfolded : state.collapsed;
      set.has(key) ? set.delete(key) : set.add(key);
      side.rows = visibleRows(tree, state);
      app.redraw();
    };
    const select = item => {
      side.selected = item.key;
      app.redraw();
    };
    const open = item => app.go('traces', trace.id, { row: item.key.replace(/^fold:/, ''), with: null });
    const keys = createRowKeys({ rows: () => side.rows, selected: () => side.selected, select, toggle, state, open });
    side.waterfall = createWaterfall({ zoom, redraw: app.redraw, onSelect: select, onToggle: toggle, onKey: event => keys.onKey(event) });
    sides.set(trace.id, side);
    return side;
  }

  function drawSide(title, one, zoom) {
    const side = sideOf(one, zoom);
    return h(
      'section',
      { key: title, class: 'comparison-side', 'aria-label': title },
      h('h2', null, title, h('span', { class: 'count' }, duration(one.trace.duration))),
      side.waterfall.draw(side.rows, {
        selected: side.selected,
        collapsed: side.state.collapsed,
        critical: one.path,
        label: `${title}: segments and subsegments`,
      }),
    );
  }

  function draw(here, there, zoom) {
    return h('div', { class: 'comparison-pair', key: 'pair' }, drawSide('This trace', here, zoom), drawSide('The other', there, zoom));
  }

  return { draw };
}
