import { token } from '../app/theme.js';

/** A colour that can be drawn with: the value of a token by its name, or a hexadecimal colour as it is. */
export function paint(color) {
  return isHex(color) ? color : token(color);
}

/** The same, thin enough to see lines through it; all tokens of colours are hexadecimal. */
export function faded(color) {
  return `${paint(color)}59`;
}

/** The same for a style sheet. */
export function cssColor(color) {
  return isHex(color) ? color : `var(--${color})`;
}

function isHex(color) {
  return /^#[0-9a-f]{6}$/i.test(color);
}

/** Draws over the plot of a chart, and nowhere beside it. */
export function drawInside({ ctx, bbox: { left, top, width, height } }, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  draw(ctx);
  ctx.restore();
}
