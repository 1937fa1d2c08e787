import { isTyping } from '../dom/typing.js';
import { openHelp } from './help.js';

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const ITEMS = 'tbody tr, [role=listitem], li';
const TARGETS = 'a[href], button:not([tabindex="-1"])';

/** Keys that work in every view: digits go to the views in the order of the rail, `?` lists the keys, arrows walk down a table or a list. */
export function listenForKeys(app, views) {
  const names = Object.keys(views);
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping()) {
      return;
    }

    const view = names[Number(event.key) - 1];
    if (view) {
      app.go(view);
    } else if (event.key === '?') {
      openHelp();
    } else if (event.key in STEPS) {
      step(event);
    }
  });
}

function step(event) {
  const item = event.target.closest?.(ITEMS);
  const column = item ? [...item.querySelectorAll(TARGETS)].indexOf(event.target) : -1;
  if (column < 0) {
    return;
  }

  const items = [...item.parentElement.children].filter(other => other.querySelector(TARGETS));
  const next = items[items.indexOf(item) + STEPS[event.key]];
  if (next) {
    event.preventDefault();
    const targets = next.querySelectorAll(TARGETS);
    targets[Math.min(column, targets.length - 1)].focus();
  }
}
