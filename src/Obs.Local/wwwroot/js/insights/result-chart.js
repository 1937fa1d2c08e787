import { HUES } from '../charts/hues.js';
import { createTimeChart } from '../charts/time-chart.js';
import { significant, shortCount } from '../format/numbers.js';

/** Draws results over time; lines of other names make another chart. */
export function createResultChart(onRange) {
  let made = null;

  return {
    draw({ times, series, left }, { from, to }) {
      const names = series.map(({ label }) => label).join('\n');
      if (made?.names !== names) {
        made = {
          names,
          chart: createTimeChart({
            title: 'Over time',
            format: value => (Math.abs(value) < 100 && !Number.isInteger(value) ? significant(value) : shortCount(value)),
            onRange,
            series: series.map(({ label }, index) => ({ label, color: HUES[index % HUES.length] })),
          }),
        };
      }

      return made.chart.draw({
        from,
        to,
        data: [times, ...series.map(({ values }) => values)],
        summary: `${series.map(({ label }) => label).join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
      });
    },
  };
}
