import { h } from '../dom/h.js';
import { OUTCOMES, outcomeOf } from '../dom/outcome.js';
import { clock, duration } from '../format/time.js';
import { requestTitle } from '../format/paths.js';
import { logTicks, timeTicks } from './ticks.js';

const HEIGHT = 148;
const LEFT = 52;
const BOTTOM = 20;
const TOP = 8;
const REACH = 14;
const SHAPES = {
  ok: 'M0-3a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z',
  error: 'M0-4 4 0 0 4-4 0Z',
  throttle: 'M-3.500-3.500h2.500v7h-2.500Zm4.500 0h2.500v7h-2.500Z',
  fault: 'M0-4.500 4.500 3.500h-9Z',
};

/** Traces as dots over time, duration upwards on a logarithmic scale: a click opens one, a drag chooses a time range. */
export function createScatter({ redraw, onOpen, onRange }) {
  let width = 720;
  let hovered = null;
  let drag = null;
  let observer = null;

  function draw(traces, { from, to, loadedFrom = from }) {
    const durations = traces.map(trace => Math.max(trace.duration, 0.01));
    const low = Math.min(...durations, 1_000);
    const high = Math.max(...durations, low * 10);
    const x = time => LEFT + ((time - from) / (to - from)) * (width - LEFT - 8);
    const y = value => TOP + (1 - Math.log(Math.max(value, 0.01) / low) / Math.log(high / low)) * (HEIGHT - TOP - BOTTOM);
    const time = position => from + ((position - LEFT) / (width - LEFT - 8)) * (to - from);
    const near = event => nearest(traces, x, y, event);

    return h(
      'div',
      {
        class: 'scatter',
        key: 'scatter',
        role: 'img',
        'aria-label': `Durations of ${traces.length} traces over time; the list below has the same traces`,
      },
      h('div', { class: 'scatter-size', key: 'size', created: watch, updated() {}, removed: () => observer?.disconnect() }),
      h(
        'svg',
        {
          key: 'plot',
          width,
          height: HEIGHT,
          'aria-hidden': 'true',
          class: hovered ? 'has-target' : null,
          onpointermove: event => {
            drag && (drag.end = event.offsetX);
            hovered = drag ? null : near(event);
            redraw();
          },
          onpointerleave: () => {
            hovered = null;
            redraw();
          },
          onpointerdown: event => {
            drag = { start: event.offsetX, end: event.offsetX };
            event.currentTarget.setPointerCapture(event.pointerId);
          },
          onpointerup: event => finish(event, near, time),
        },
        logTicks(low, high).map(value =>
          h(
            'g',
            { key: value, class: 'tick' },
            h('path', { d: `M${LEFT} ${y(value).toFixed(1)}H${width - 8}` }),
            h('text', { x: LEFT - 8, y: y(value).toFixed(1), dy: '.35em', 'text-anchor': 'end' }, duration(value)),
          ),
        ),
        timeTicks(from, to, width / 110).map(at =>
          h(
            'text',
            { key: at, class: 'tick-time', x: x(at).toFixed(1), y: HEIGHT - 4, 'text-anchor': 'middle' },
            clock(at).replace(/:00$/, ''),
          ),
        ),
        loadedFrom > from &&
          h(
            'g',
            { key: 'rest', class: 'not-loaded' },
            h('rect', { x: LEFT, y: TOP, width: Math.max(0, x(loadedFrom) - LEFT), height: HEIGHT - TOP - BOTTOM }),
            x(loadedFrom) - LEFT > 180 && h('text', { x: LEFT + 10, y: TOP + 16 }, 'older traces are not loaded'),
          ),
        drag &&
          Math.abs(drag.end - drag.start) > 4 &&
          h('rect', {
            key: 'drag',
            class: 'selection',
            x: Math.min(drag.start, drag.end),
            y: TOP,
            width: Math.abs(drag.end - drag.start),
            height: HEIGHT - TOP - BOTTOM,
          }),
        [...traces].sort(bySeverity).map(trace =>
          h('path', {
            key: trace.id,
            class: `dot is-${outcomeOf(trace)} ${trace.slow ? 'is-slow' : ''} ${hovered === trace ? 'is-hovered' : ''}`,
            d: SHAPES[outcomeOf(trace)],
            transform: `translate(${x(trace.startTime).toFixed(1)} ${y(trace.duration).toFixed(1)})`,
          }),
        ),
      ),
      hovered && drawTip(hovered, x(hovered.startTime), y(hovered.duration)),
    );
  }

  function drawTip(trace, left, top) {
    return h(
      'div',
      { key: 'tip', class: `tip ${left > width / 2 ? 'to-left' : ''}`, style: { left: `${left}px`, top: `${top}px` } },
      h('strong', null, requestTitle(trace)),
      h('span', null, `${duration(trace.duration)} · ${trace.status ?? outcomeOf(trace)} · ${clock(trace.startTime)}`),
    );
  }

  function finish(event, near, time) {
    const { start, end } = drag ?? { start: 0, end: 0 };
    drag = null;
    if (Math.abs(end - start) > 6) {
      onRange(...[time(start), time(end)].sort((a, b) => a - b));
    } else {
      const trace = near(event);
      trace && onOpen(trace);
    }

    redraw();
  }

  function watch(element) {
    observer = new ResizeObserver(() => {
      width = Math.max(260, element.clientWidth);
      redraw();
    });
    observer.observe(element);
  }

  return { draw };
}

function nearest(traces, x, y, event) {
  let best = null;
  let reach = REACH;
  for (const trace of traces) {
    const distance = Math.hypot(x(trace.startTime) - event.offsetX, y(trace.duration) - event.offsetY);
    if (distance < reach) {
      reach = distance;
      best = trace;
    }
  }

  return best;
}

// The worst are drawn last, on top.
function bySeverity(a, b) {
  return OUTCOMES.indexOf(outcomeOf(b)) - OUTCOMES.indexOf(outcomeOf(a));
}
