const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400].map(seconds => seconds * 1_000);

const ENOUGH = 3;

/** Powers of ten within a range, and the steps between them where there would be too few. */
export function logTicks(low, high) {
  const ticksOf = factors => {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      ticks.push(...factors.map(factor => factor * 10 ** power));
    }

    return ticks.filter(value => value >= low && value <= high);
  };
  const whole = ticksOf([1]);
  return whole.length < ENOUGH ? ticksOf([1, 2, 5]) : whole;
}

/** Round moments within a range, at most `most` of them. */
export function timeTicks(from, to, most) {
  const step = STEPS.find(size => (to - from) / size <= most) ?? STEPS.at(-1);
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    ticks.push(at);
  }

  return ticks;
}

/** Round offsets for a ruler from zero, at most `most` of them: 1, 2 or 5 times a power of ten. */
export function rulerTicks(from, to, most) {
  const rough = Math.max((to - from) / Math.max(1, most), 1e-6);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
  const ticks = [];
  for (let index = Math.ceil(from / step); index * step <= to; index++) {
    ticks.push(index * step);
  }

  return ticks;
}
