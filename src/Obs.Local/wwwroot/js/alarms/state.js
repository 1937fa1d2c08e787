import { h } from '../dom/h.js';
import { outcomeMark } from '../dom/outcome.js';
import { STATES } from './words.js';

/** The mark and the word of a state. */
export function drawState(state) {
  const { word, mark } = STATES[state];
  return h('span', { class: `alarm-state is-${state}` }, outcomeMark(mark, ''), word);
}
