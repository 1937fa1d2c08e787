import { scrollToRow } from './reveal.js';

/** Arrow keys over the rows: up and down move, left folds or goes to the parent, right unfolds or goes in; Home and End; Enter opens. */
export function createRowKeys({ rows, selected, select, toggle, state, open }) {
  function onKey(event) {
    const list = rows();
    const index = Math.max(
      0,
      list.findIndex(item => item.key === selected()),
    );
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    event.preventDefault();
    const target = move(list, index);
    if (target) {
      select(target);
      scrollToRow(list.indexOf(target), event.currentTarget);
    }
  }

  const moves = {
    ArrowDown: (list, index) => list[Math.min(list.length - 1, index + 1)],
    ArrowUp: (list, index) => list[Math.max(0, index - 1)],
    Home: list => list[0],
    End: list => list.at(-1),
    ArrowRight: (list, index) => openOrEnter(list, index),
    ArrowLeft: (list, index) => closeOrLeave(list, index),
    Enter: (list, index) => {
      open(list[index]);
      return null;
    },
  };

  function openOrEnter(list, index) {
    const item = list[index];
    if (item.type === 'fold' ? !item.open : state.collapsed.has(item.key)) {
      toggle(item.key);
      return null;
    }

    return list[index + 1];
  }

  function closeOrLeave(list, index) {
    const item = list[index];
    const open = item.type === 'fold' ? item.open : item.node.children.length > 0 && !state.collapsed.has(item.key);
    if (open) {
      toggle(item.key);
      return null;
    }

    const parent = item.type === 'fold' ? item.parent : item.node.parent;
    return list.find(other => other.key === parent?.row.id);
  }

  return { onKey };
}
