import { h } from './h.js';

/** What may be wider than its place. It takes the focus, under a name, because the keys have to scroll it too. */
export function drawScroll(label, props, content) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label, ...props }, content);
}
