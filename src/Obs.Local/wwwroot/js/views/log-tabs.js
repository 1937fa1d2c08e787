import { h } from '../dom/h.js';

/** The two ways to look at logs: the newest entries as they come, or a query. */
export function drawLogTabs(app, current) {
  return h(
    'div',
    { class: 'segmented', role: 'group', 'aria-label': 'Way to look', key: 'tabs' },
    [
      ['entries', null, 'Entries'],
      ['insights', 'insights', 'Insights'],
    ].map(([name, item, title]) => h('a', { key: name, href: app.link('logs', item), 'aria-current': name === current ? 'page' : null }, title)),
  );
}
