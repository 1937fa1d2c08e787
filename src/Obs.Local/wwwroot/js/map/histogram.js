import { h } from '../dom/h.js';
import { logTicks } from '../charts/ticks.js';
import { duration } from '../format/time.js';

const BARS = 40;
const WIDTH = 360;
const HEIGHT = 92;
const BASE = 76;
const LABEL = 56;

/** Pairs of a duration and a count as bars of equal width on a logarithmic scale; empty for none. */
export function toBars(pairs) {
  if (pairs.length === 0) {
    return { low: 0, high: 0, bars: [] };
  }

  const values = pairs.map(([value]) => Math.max(value, 0.1));
  const low = Math.min(...values) / 1.1;
  const high = Math.max(...values) * 1.1;
  const bars = Array.from({ length: BARS }, () => 0);
  pairs.forEach(([, count], index) => {
    bars[Math.min(BARS - 1, Math.floor((Math.log(values[index] / low) / Math.log(high / low)) * BARS))] += count;
  });
  return { low, high, bars };
}

/** How long the calls took; a drag over the bars chooses those within a range, where they can be chosen. `onChoose(from, to)` is in milliseconds. */
export function createHistogram({ redraw, onChoose }) {
  let drag = null;

  function draw(pairs, { choosable = true } = {}) {
    const { low, high, bars } = toBars(pairs);
    const most = Math.max(...bars, 1);
    const x = value => (Math.log(value / low) / Math.log(high / low)) * WIDTH;
    const at = event => (Math.min(1, Math.max(0, event.offsetX / event.currentTarget.clientWidth)) || 0) * WIDTH;
    const value = position => low * (high / low) ** (position / WIDTH);
    const pointing = () => ({
      onpointerdown: event => {
        drag = { start: at(event), end: at(event) };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onpointermove: event => {
        if (drag) {
          drag.end = at(event);
          redraw();
        }
      },
      onpointerup: () => {
        const [from, to] = [drag?.start ?? 0, drag?.end ?? 0].sort((a, b) => a - b);
        drag = null;
        to - from > 4 ? onChoose(value(from), value(to)) : redraw();
      },
    });
    return h(
      'svg',
      {
        class: 'histogram',
        key: 'histogram',
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: 'img',
        'aria-label': `Durations from ${duration(low * 1.1)} to ${duration(high / 1.1)}`,
        ...(choosable ? pointing() : {}),
      },
      h('rect', { key: 'ground', class: 'histogram-ground', width: WIDTH, height: BASE }),
      bars.map((count, index) =>
        h('rect', {
          key: index,
          class: 'histogram-bar',
          x: ((index / BARS) * WIDTH + 0.5).toFixed(1),
          width: (WIDTH / BARS - 1).toFixed(1),
          y: (BASE - (count / most) * (BASE - 4)).toFixed(1),
          height: ((count / most) * (BASE - 4)).toFixed(1),
        }),
      ),
      drag &&
        h('rect', {
          key: 'drag',
          class: 'selection',
          x: Math.min(drag.start, drag.end),
          width: Math.abs(drag.end - drag.start),
          height: BASE,
        }),
      withRoom(logTicks(low, high), x).map(tick => h('text', { key: `t${tick}`, x: x(tick).toFixed(1), y: HEIGHT - 2, 'text-anchor': anchor(x(tick)) }, duration(tick))),
    );
  }

  return { draw };
}

// Those whose texts do not run into each other.
function withRoom(ticks, x) {
  return ticks.reduce((kept, tick) => (kept.length > 0 && x(tick) - x(kept.at(-1)) < LABEL ? kept : [...kept, tick]), []);
}

function anchor(x) {
  return x < 24 ? 'start' : x > WIDTH - 24 ? 'end' : 'middle';
}
