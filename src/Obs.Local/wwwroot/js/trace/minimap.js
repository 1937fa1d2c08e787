import { h } from '../dom/h.js';
import { groupBy } from '../app/group.js';
import { duration } from '../format/time.js';

const HEIGHT = 44;

/** The whole trace in little: every row a line; a drag zooms the waterfall, a double click shows all again. */
export function createMinimap({ zoom, redraw }) {
  let drag = null;
  let drawn = { tree: null, shapes: [] };

  function draw(tree, ticks) {
    drawn = drawn.tree === tree ? drawn : { tree, shapes: drawShapes(tree) };
    return h(
      'div',
      {
        class: 'minimap',
        key: 'minimap',
        role: 'group',
        'aria-label': 'Whole trace; drag to zoom',
        onpointerdown: begin,
        onpointermove: move,
        onpointerup: end,
        ondblclick: reset,
      },
      h(
        'svg',
        { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        drawn.shapes,
        ticks.map((tick, index) =>
          h('rect', { key: `tick${index}`, class: 'mini-log', x: x(tick).toFixed(3), y: HEIGHT - 4, width: 0.2, height: 4 }),
        ),
      ),
      shade(0, x(drag ? Math.min(drag.start, drag.end) : zoom.from), 'before'),
      shade(x(drag ? Math.max(drag.start, drag.end) : zoom.to), 100, 'after'),
      !zoom.isWhole &&
        h(
          'button',
          { class: 'button zoom-reset', key: 'reset', type: 'button', onclick: reset, onpointerdown: event => event.stopPropagation() },
          `${duration(zoom.from)} – ${duration(zoom.to)} · show all`,
        ),
    );
  }

  // One shape for all rows that look alike, made once: a trace may have ten thousand rows.
  function drawShapes(tree) {
    const nodes = [...tree.byId.values()];
    const step = Math.min(4, (HEIGHT - 6) / nodes.length);
    const height = Math.max(0.8, step - 0.8).toFixed(2);
    const pieces = nodes.map((node, index) => ({
      look: `mini kind-${node.row.kind} ${node.row.fault ? 'is-fault' : ''}`,
      path: `M${x(node.start).toFixed(3)} ${(3 + index * step).toFixed(2)}h${Math.max(0.15, x(node.end) - x(node.start)).toFixed(3)}v${height}h-${Math.max(0.15, x(node.end) - x(node.start)).toFixed(3)}z`,
    }));
    return [...groupBy(pieces, piece => piece.look)].map(([look, alike]) =>
      h('path', { key: look, class: look, d: alike.map(piece => piece.path).join('') }),
    );
  }

  function x(offset) {
    return (offset / zoom.whole) * 100;
  }

  function offset(event) {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * zoom.whole;
  }

  function begin(event) {
    drag = { start: offset(event), end: offset(event) };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function move(event) {
    if (drag) {
      drag.end = offset(event);
      redraw();
    }
  }

  function end() {
    if (drag && Math.abs(drag.end - drag.start) > zoom.whole / 100) {
      zoom.show(Math.min(drag.start, drag.end), Math.max(drag.start, drag.end));
    }

    drag = null;
    redraw();
  }

  function reset() {
    zoom.reset();
    redraw();
  }

  return { draw };
}

function shade(from, to, key) {
  return h('div', { class: 'shade', key, style: { left: `${from}%`, width: `${Math.max(0, to - from)}%` } });
}
