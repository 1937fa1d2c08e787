// A narrow space that does not break: a number and its unit stay together and look like one thing.
const THIN = '\u202f';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,640` */
export function count(value) {
  return value === null || value === undefined ? '–' : whole.format(value);
}

/** `1.2 k`: for places where the exact number has no room. */
export function shortCount(value) {
  if (value === null || value === undefined) {
    return '–';
  }

  const size = Math.abs(value);
  if (size < 1_000) {
    return Number.isInteger(value) ? String(value) : significant(value);
  }

  return size < 1e6 ? `${significant(value / 1e3)}${THIN}k` : `${significant(value / 1e6)}${THIN}M`;
}

/** `4.2 /s`, from a rate per second. */
export function rate(value) {
  return value === null || value === undefined ? '–' : `${rateNumber(value)}${THIN}/s`;
}

/** The number of a rate without its unit. */
export function rateNumber(value) {
  if (value === 0) {
    return '0';
  }

  if (value < 0.01) {
    return '<0.01';
  }

  return value < 10 ? value.toFixed(value < 1 ? 2 : 1) : shortCount(Math.round(value));
}

/** `2.4 %`, from a share of 0 to 1. */
export function share(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }

  const percent = value * 100;
  if (percent === 0) {
    return `0${THIN}%`;
  }

  // Never rounded to 0 or 100: one failed request in a million is not none.
  const text = percent < 0.1 ? '<0.1' : percent > 99.9 && percent < 100 ? '>99.9' : percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
  return `${text}${THIN}%`;
}

/** `1.4 MiB`, from bytes. */
export function bytes(value) {
  if (value === null || value === undefined) {
    return '–';
  }

  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }

  return `${unit === 0 ? rest : significant(rest)}${THIN}${units[unit]}`;
}

/** Three significant digits without an exponent: `1.24`, `12.4`, `124`. */
export function significant(value) {
  const size = Math.abs(value);
  return size >= 99.95 ? value.toFixed(0) : size >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}
