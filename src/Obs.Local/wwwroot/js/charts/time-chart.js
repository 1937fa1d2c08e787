import uPlot from '../../lib/uplot/uPlot.js';
import { h } from '../dom/h.js';
import { token, onThemeChange } from '../app/theme.js';
import { clock } from '../format/time.js';
import { createLegend } from './legend.js';
import { drawDots, nearestDot } from './dots.js';
import { drawMarks, highestMark } from './marks.js';
import { faded, paint } from './paint.js';
import { sideScale } from './sides.js';

const live = new Set();
onThemeChange(() => live.forEach(chart => chart.rebuild()));

/**
 * A chart over time: a title, the values under the crosshair, and lines or areas with gaps where nothing was received.
 * `series` are `{ label, color, fill, soft, width }` with names of colour tokens, or a `soft` fill of the line's colour; `stacked` data come largest first.
 * A series with `right` is measured on an axis of its own; `sides` are `{ left, right }`, each `{ min, max, label }`.
 * The legend stands in the head, or `legendAt` the `right` or the `bottom`; `clockOf` writes times.
 * Data drawn with `marks` have lines over them. `onRange(from, to)` answers a drag, `onDot(dot)` a click on one of the `dots`.
 */
export function createTimeChart({ title, series, format, height = 168, sync, ceiling = 0, sides = {}, legendAt, clockOf = clock, onRange, onDot, legendValue }) {
  let input = null;
  let host = null;
  let plot = null;
  let legend = null;
  let observer = null;

  function draw(next) {
    input = next;
    return h('figure', {
      key: title,
      class: `chart ${legendAt ? `has-legend-${legendAt}` : ''}`,
      'aria-label': `${title}. ${next.summary ?? ''}`,
      created: mount,
      updated: refresh,
      removed: destroy,
    });
  }

  function mount(element) {
    host = document.createElement('div');
    legend = createLegend(title, series, legendAt);
    element.append(legend.head, host, ...[legend.entries].filter(Boolean));
    observer = new ResizeObserver(() => {
      plot?.setSize(size());
      legend.fit();
    });
    observer.observe(host);
    live.add(chart);
    build();
  }

  function refresh() {
    if (plot) {
      plot.setData(input.data, false);
      plot.setScale('x', { min: input.from, max: input.to });
      showLegend();
    }
  }

  function build() {
    plot = new uPlot(options(), input.data, host);
    plot.over.addEventListener('click', event => {
      const dot = nearestDot(plot, input.dots, event.offsetX, event.offsetY);
      if (dot) {
        onDot?.(dot);
      }
    });
    showLegend();
  }

  function options() {
    const grid = { stroke: token('hairline'), width: 1 };
    const axis = { stroke: token('muted'), font: `11px ${token('font')}`, grid, ticks: { show: false } };
    const scaled = { size: 58, values: (_, splits) => splits.map(value => (value === 0 ? '0' : format(value))), space: 32 };
    const labelled = side => (side?.label ? { label: side.label, labelSize: 18, labelGap: 0, labelFont: axis.font } : {});
    const hasRight = series.some(({ right }) => right);
    return {
      ...size(),
      ms: 1,
      legend: { show: false },
      padding: [6, hasRight ? 0 : 24, 0, 0],
      cursor: {
        sync: sync ? { key: sync } : undefined,
        drag: { x: true, y: false, setScale: false, dist: 6 },
        points: { size: 6 },
      },
      scales: {
        x: { time: true, auto: false, range: () => [input.from, input.to] },
        y: sideScale(sides.left, ceiling, () => highestMark(input.marks, false)),
        ...(hasRight && { right: sideScale(sides.right, 0, () => highestMark(input.marks, true)) }),
      },
      axes: [
        { ...axis, grid: { show: false }, size: 26, values: (_, splits) => splits.map(time => short(clockOf(time))), space: 56 },
        { ...axis, ...scaled, ...labelled(sides.left) },
        ...(hasRight ? [{ ...axis, ...scaled, ...labelled(sides.right), scale: 'right', side: 1, grid: { show: false } }] : []),
      ],
      series: [{}, ...series.map(line)],
      hooks: { setCursor: [showLegend], setSelect: [select], draw: [self => drawMarks(self, input.marks), self => drawDots(self, input.dots)] },
    };
  }

  function line({ label, color, fill, width, soft, right }) {
    return {
      label,
      scale: right ? 'right' : 'y',
      stroke: paint(color),
      fill: soft ? faded(color) : fill ? paint(fill) : undefined,
      width: width ?? 1.5,
      spanGaps: false,
      points: { show: true, size: 4, fill: paint(color), filter: lonePoints },
    };
  }

  // A value between two gaps has no line to be seen by.
  function lonePoints(self, index) {
    const values = self.data[index];
    return values.flatMap((value, at) =>
      value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null ? [at] : [],
    );
  }

  function showLegend() {
    const at = plot?.cursor.idx;
    const shown = at === null || at === undefined ? lastIndex(input.data) : at;
    const time = input.data[0][shown];
    legend.show(
      time === undefined ? '' : clockOf(time),
      series.map((_, index) => {
        const value = legendValue ? legendValue(index, shown, input) : input.data[index + 1][shown];
        return value === null || value === undefined ? '–' : format(value);
      }),
    );
  }

  function select(self) {
    const { left, width } = self.select;
    if (width > 4) {
      onRange?.(self.posToVal(left, 'x'), self.posToVal(left + width, 'x'));
      self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    }
  }

  function size() {
    return { width: Math.max(120, host.clientWidth), height };
  }

  function rebuild() {
    plot?.destroy();
    build();
  }

  function destroy() {
    live.delete(chart);
    observer?.disconnect();
    plot?.destroy();
    plot = null;
  }

  const chart = { draw, rebuild };
  return chart;
}

function lastIndex(data) {
  for (let index = data[0].length - 1; index >= 0; index--) {
    if (data.slice(1).some(values => values[index] !== null && values[index] !== undefined)) {
      return index;
    }
  }

  return undefined;
}

function short(text) {
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}
