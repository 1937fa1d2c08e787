import { patchChildren } from './patch.js';

/** An element whose children are drawn from a function; `redraw` draws at most once per frame. */
export function createRoot(element, draw) {
  let nodes = [];
  let frame = 0;
  element.replaceChildren();

  function redrawNow() {
    cancelAnimationFrame(frame);
    frame = 0;
    nodes = patchChildren(element, nodes, [draw()].flat());
  }

  function redraw() {
    // A page in the background gets no frames, and needs none.
    frame ||= requestAnimationFrame(redrawNow);
  }

  return { redraw, redrawNow };
}
