import { FOLD_ABOVE, likeness } from './tree.js';

export const ROW_HEIGHT = 22;

/** Opens all that hides a row: the subtrees it stands in, and the folds of alike rows. */
export function openTo(node, { roots }, { collapsed, unfolded }) {
  for (let at = node; at; at = at.parent) {
    const siblings = at.parent?.children ?? roots;
    const alike = siblings.filter(sibling => likeness(sibling) === likeness(at));
    if (alike.length > FOLD_ABOVE) {
      unfolded.add(`fold:${alike[0].row.id}`);
    }

    collapsed.delete(at.parent?.row.id);
  }
}

/** Scrolls no further than it takes for the row to be seen. */
export function scrollToRow(index, scroller) {
  const top = index * ROW_HEIGHT;
  if (top < scroller.scrollTop) {
    scroller.scrollTop = top;
  } else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight;
  }
}
