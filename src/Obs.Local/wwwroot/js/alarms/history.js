import { h } from '../dom/h.js';
import { moment } from '../format/time.js';

/** What happened to an alarm, the newest first, with the reason of each change of state. */
export function drawHistory(items) {
  return h(
    'section',
    { key: 'history' },
    h('h3', null, 'History'),
    items.length === 0
      ? h('p', { class: 'none' }, 'Nothing yet.')
      : h(
          'ol',
          { class: 'history' },
          items.map((item, index) =>
            h(
              'li',
              { key: `${item.Timestamp}|${item.HistorySummary}|${items.length - index}` },
              h('time', null, moment(item.Timestamp * 1_000)),
              h('span', null, item.HistorySummary, h('span', { class: 'sub' }, reasonOf(item))),
            ),
          ),
        ),
  );
}

function reasonOf({ HistoryItemType, HistoryData }) {
  try {
    return HistoryItemType === 'StateUpdate' ? (JSON.parse(HistoryData).newState?.stateReason ?? '') : '';
  } catch {
    return '';
  }
}
