/**
 * The vertical scale of one side of a chart: from `min` to `max` where they are given, else from zero or what lies below it to just above
 * the data, the `ceiling` and what is marked.
 */
export function sideScale({ min, max } = {}, ceiling = 0, highest = () => 0) {
  return {
    range: (_, low, high) => {
      const bottom = min ?? Math.min(0, low ?? 0);
      const top = max ?? (Math.max(ceiling, (high ?? 0) * 1.08, highest() * 1.15) || 1);
      return [bottom, top > bottom ? top : bottom + 1];
    },
  };
}
