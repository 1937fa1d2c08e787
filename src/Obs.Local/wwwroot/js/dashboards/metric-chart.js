import { HUES } from '../charts/hues.js';
import { stackLayers, layerOf } from '../charts/stack.js';
import { createTimeChart } from '../charts/time-chart.js';
import { clockAt } from '../format/time.js';
import { figure } from './figures.js';

const ROW = 46;
const HEAD = 40;
const FOOT = 24;
const MOST_LINES = 24;
const APART = new Set(['right', 'bottom']);

/** The lines of a metric widget; a widget that gets other lines gets another chart. */
export function createMetricChart(onRange) {
  let made = null;

  return {
    draw({ name, height, properties, times, series, marks }, { from, to }) {
      const shown = series.slice(0, MOST_LINES);
      // A stack is of one measure; lines of another beside it would be none of its layers.
      const stacked = properties.stacked === true && !shown.some(({ right }) => right);
      const lines = shown.map(({ label, color, right }, index) => ({
        label,
        right,
        color: color ?? HUES[index % HUES.length],
        soft: stacked,
      }));
      const legendAt = APART.has(properties.legend?.position) ? properties.legend.position : null;
      const signature = JSON.stringify([name, height, lines, properties.yAxis, legendAt, properties.timezone]);
      if (made?.signature !== signature) {
        made = {
          signature,
          chart: createTimeChart({
            title: name,
            format: figure,
            height: Math.max(110, height * ROW - HEAD - (legendAt === 'bottom' ? FOOT : 0)),
            legendAt,
            clockOf: clockAt(properties.timezone),
            sync: 'dashboard',
            legendValue: stacked ? layerOf : undefined,
            sides: properties.yAxis,
            onRange,
            series: lines,
          }),
        };
      }

      const values = shown.map(line => line.values);
      return made.chart.draw({
        from,
        to,
        data: [times, ...(stacked ? stackLayers(values) : values)],
        marks,
        summary: `${series.map(({ label }) => label).join(', ')}${series.length > MOST_LINES ? `; ${MOST_LINES} of ${series.length} lines are drawn` : ''}`,
      });
    },
  };
}
