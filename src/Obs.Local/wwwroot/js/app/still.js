/**
 * Keeps a list still while the pointer or the focus is on it: what is new waits, counted, until the reader moves away or asks for it.
 */
export function createStill(redraw) {
  let held = null;
  let hovered = false;

  function hold(event) {
    hovered = event.type === 'pointerenter' ? event.pointerType === 'mouse' : hovered;
  }

  function release() {
    hovered = false;
    if (held) {
      held = null;
      redraw();
    }
  }

  /** The list to show: the one given, or the one the reader is looking at. */
  function list(items, scope) {
    if (!hovered || held?.scope !== scope) {
      held = { scope, items };
      return { items, waiting: 0 };
    }

    const known = new Set(held.items.map(item => item.id ?? item.key));
    return { items: held.items, waiting: items.filter(item => !known.has(item.id ?? item.key)).length };
  }

  return { list, release, handlers: { onpointerenter: hold, onpointerleave: release } };
}
