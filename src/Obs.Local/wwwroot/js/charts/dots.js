import { token } from '../app/theme.js';
import { drawInside } from './paint.js';

const REACH = 9;

/** Draws single traces over a chart of durations: `{ time, value, outcome }`. */
export function drawDots(plot, dots) {
  if (!dots?.length) {
    return;
  }

  drawInside(plot, ctx => {
    ctx.strokeStyle = token('surface');
    for (const dot of dots) {
      ctx.beginPath();
      ctx.fillStyle = token(dot.outcome === 'ok' ? 'ink-2' : dot.outcome);
      ctx.arc(plot.valToPos(dot.time, 'x', true), plot.valToPos(dot.value, 'y', true), 3.2 * devicePixelRatio, 0, Math.PI * 2);
      ctx.fill();
      ctx.stroke();
    }
  });
}

/** The dot under the pointer, or undefined. */
export function nearestDot(plot, dots, x, y) {
  const near = (dots ?? [])
    .map(dot => ({ dot, distance: Math.hypot(plot.valToPos(dot.time, 'x') - x, plot.valToPos(dot.value, 'y') - y) }))
    .filter(({ distance }) => distance <= REACH)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.dot;
}
