import { paint } from './paint.js';
import { token } from '../app/theme.js';

const NARROW = 60;

/**
 * Draws lines that stand for a value or a moment over a chart: `horizontal` are `{ value, label, color }`, `vertical` are `{ time, label, color }`;
 * with `to` either is a band.
 */
export function drawMarks(plot, { horizontal = [], vertical = [] } = {}) {
  if (horizontal.length === 0 && vertical.length === 0) {
    return;
  }

  const { ctx } = plot;
  const { left, top, width, height } = plot.bbox;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.font = `${11 * devicePixelRatio}px ${token('font')}`;
  for (const { value, to, label, color } of horizontal) {
    const y = plot.valToPos(value, 'y', true);
    band(ctx, color, to !== undefined && [left, y, width, plot.valToPos(to, 'y', true) - y]);
    line(ctx, color, [left, y, left + width, y]);
    write(ctx, label, 'right', left + width - 4 * devicePixelRatio, y - 4 * devicePixelRatio < top + 10 ? y + 12 * devicePixelRatio : y - 4 * devicePixelRatio);
  }

  for (const { time, to, label, color } of vertical) {
    const x = plot.valToPos(time, 'x', true);
    band(ctx, color, to !== undefined && [x, top, plot.valToPos(to, 'x', true) - x, height]);
    line(ctx, color, [x, top, x, top + height]);
    const atEnd = x > left + width - NARROW * devicePixelRatio;
    write(ctx, label, atEnd ? 'right' : 'left', x + (atEnd ? -4 : 4) * devicePixelRatio, top + 12 * devicePixelRatio);
  }

  ctx.restore();
}

/** The largest value that is marked, so that a chart has room for it. */
export function highestMark(marks) {
  return Math.max(0, ...(marks?.horizontal ?? []).map(({ value, to }) => Math.max(value, to ?? value)));
}

function line(ctx, color, [fromX, fromY, toX, toY]) {
  ctx.strokeStyle = paint(color ?? 'muted');
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

function band(ctx, color, box) {
  if (box) {
    ctx.save();
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = paint(color ?? 'muted');
    ctx.fillRect(...box);
    ctx.restore();
  }
}

function write(ctx, label, align, x, y) {
  if (label) {
    ctx.fillStyle = token('muted');
    ctx.textAlign = align;
    ctx.fillText(label, x, y);
  }
}
