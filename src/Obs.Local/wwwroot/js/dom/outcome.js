import { h } from './h.js';

/** The four outcomes, worst first, and the word for each. */
export const OUTCOMES = ['fault', 'throttle', 'error', 'ok'];

// A shape for each, because colour alone says nothing to one reader in twelve.
const SHAPES = {
  ok: 'M5 1.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7Z',
  error: 'M5 .7 9.300 5 5 9.300.7 5Z',
  throttle: 'M1.500 1.500h2.600v7H1.500Zm4.400 0h2.600v7H5.900Z',
  fault: 'M5 .8 9.700 9H.3Z',
};

/** What became of a trace, a segment or a node: fault before throttle before error before ok. */
export function outcomeOf(item) {
  return item.fault ? 'fault' : item.throttle ? 'throttle' : item.error ? 'error' : 'ok';
}

/** The shape of an outcome with its name for assistive technology; no name where the word stands beside it. */
export function outcomeMark(outcome, title = outcome) {
  return h(
    'svg',
    {
      class: `mark is-${outcome}`,
      viewBox: '0 0 10 10',
      width: 10,
      height: 10,
      ...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': 'true' }),
    },
    title && h('title', null, title),
    h('path', { d: SHAPES[outcome] }),
  );
}
