import { drawInside, paint } from './paint.js';
import { token } from '../app/theme.js';

const NARROW = 60;

/**
 * Draws lines that stand for a value or a moment over a chart: `horizontal` are `{ value, label, color, right, fill }`, `vertical` are
 * `{ time, label, color, fill }`; with `to` either is a band, and `fill` makes one to an edge of the chart: `above`, `below`, `before`, `after`.
 */
export function drawMarks(plot, { horizontal = [], vertical = [] } = {}) {
  if (horizontal.length === 0 && vertical.length === 0) {
    return;
  }

  const { left, top, width, height } = plot.bbox;
  drawInside(plot, ctx => {
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.font = `${11 * devicePixelRatio}px ${token('font')}`;
    for (const { value, to, label, color, right, fill } of horizontal) {
      const place = one => plot.valToPos(one, right && plot.scales.right ? 'right' : 'y', true);
      const y = place(value);
      const end = to !== undefined ? place(to) : { above: top, below: top + height }[fill];
      band(ctx, color, end !== undefined && [left, y, width, end - y]);
      line(ctx, color, [left, y, left + width, y]);
      write(ctx, label, 'right', left + width - 4 * devicePixelRatio, y - 4 * devicePixelRatio < top + 10 ? y + 12 * devicePixelRatio : y - 4 * devicePixelRatio);
    }

    for (const { time, to, label, color, fill } of vertical) {
      const x = plot.valToPos(time, 'x', true);
      const end = to !== undefined ? plot.valToPos(to, 'x', true) : { before: left, after: left + width }[fill];
      band(ctx, color, end !== undefined && [x, top, end - x, height]);
      line(ctx, color, [x, top, x, top + height]);
      const atEnd = x > left + width - NARROW * devicePixelRatio;
      write(ctx, label, atEnd ? 'right' : 'left', x + (atEnd ? -4 : 4) * devicePixelRatio, top + 12 * devicePixelRatio);
    }
  });
}

/** The largest value that is marked on one side, so that a chart has room for it. */
export function highestMark(marks, right) {
  return Math.max(0, ...(marks?.horizontal ?? []).filter(mark => (mark.right ?? false) === right).map(({ value, to }) => Math.max(value, to ?? value)));
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
    // Around the letters, so that lines and areas below do not run into them.
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3 * devicePixelRatio;
    ctx.strokeStyle = token('surface');
    ctx.fillStyle = token('muted');
    ctx.textAlign = align;
    ctx.strokeText(label, x, y);
    ctx.fillText(label, x, y);
    ctx.restore();
  }
}
