import { h } from '../dom/h.js';
import { share } from '../format/numbers.js';
import { cssColor } from './paint.js';

/** Shares of a whole as a ring, with its parts listed beside: `{ label, value, text, color }`; what is not above zero has no share. */
export function drawPie(parts) {
  const shares = sharesOf(parts.map(({ value }) => value));
  return h(
    'div',
    { class: 'pie', key: 'pie' },
    h(
      'svg',
      { viewBox: '-1 -1 2 2', role: 'img', 'aria-label': parts.map(({ label }, index) => `${label} ${share(shares[index].part)}`).join(', ') },
      parts.map(({ color }, index) =>
        shares[index].part > 0 && h('path', { key: index, d: arc(shares[index]), style: { stroke: cssColor(color) } }),
      ),
    ),
    h(
      'ul',
      { class: 'pie-list' },
      parts.map(({ label, text, color }, index) =>
        h(
          'li',
          { key: index },
          h('span', { class: 'legend-swatch', style: { background: cssColor(color) } }),
          h('span', { class: 'pie-label', title: label }, label),
          h('span', { class: 'number' }, text),
          h('span', { class: 'number sub' }, share(shares[index].part)),
        ),
      ),
    ),
  );
}

/** Where each part begins and how large it is, both as shares of the whole. */
export function sharesOf(values) {
  const counted = values.map(value => Math.max(0, value ?? 0));
  const sum = counted.reduce((all, value) => all + value, 0);
  let begin = 0;
  return counted.map(value => {
    const one = { begin, part: sum > 0 ? value / sum : 0 };
    begin += one.part;
    return one;
  });
}

// Two halves: an arc that ends where it begins would be none.
function arc({ begin, part }) {
  const [from, half, to] = [begin, begin + part / 2, begin + part].map(point);
  return `M${from}A.74 .74 0 0 1 ${half}A.74 .74 0 0 1 ${to}`;
}

function point(at) {
  const angle = at * 2 * Math.PI;
  return `${(0.74 * Math.sin(angle)).toFixed(4)} ${(-0.74 * Math.cos(angle)).toFixed(4)}`;
}
