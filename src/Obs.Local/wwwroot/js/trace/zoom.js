/** A part of a trace's time, and where in it an offset lies: 0 at the left edge, 100 at the right. */
export function createZoom(duration) {
  const whole = Math.max(duration, 0.001);
  let from = 0;
  let to = whole;

  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    get whole() {
      return whole;
    },
    get isWhole() {
      return from === 0 && to === whole;
    },
    percent: offset => ((offset - from) / (to - from)) * 100,
    show(start, end) {
      const least = whole / 10_000;
      from = Math.max(0, Math.min(start, whole - least));
      to = Math.min(whole, Math.max(end, from + least));
    },
    reset() {
      from = 0;
      to = whole;
    },
  };
}

/** Left and width of a bar in percent, cut off at the edges; null when it is out of sight. */
export function barBox(zoom, start, end) {
  const left = Math.max(0, zoom.percent(start));
  const right = Math.min(100, zoom.percent(end));
  return right < 0 || left > 100 || right < left
    ? null
    : { left: `${left.toFixed(3)}%`, width: `${Math.max(0, right - left).toFixed(3)}%` };
}
