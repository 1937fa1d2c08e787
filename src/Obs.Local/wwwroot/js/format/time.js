import { significant } from './numbers.js';

const THIN = '\u202f';

/** `840 µs`, `4.20 ms`, `312 ms`, `1.24 s`, `2 m 05 s`: from milliseconds. */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined || Number.isNaN(milliseconds)) {
    return '–';
  }

  if (milliseconds === 0) {
    return `0${THIN}ms`;
  }

  if (milliseconds < 0.9995) {
    return `${Math.max(1, Math.round(milliseconds * 1_000))}${THIN}µs`;
  }

  if (milliseconds < 999.5) {
    return `${significant(milliseconds)}${THIN}ms`;
  }

  const seconds = milliseconds / 1_000;
  if (seconds < 99.95) {
    return `${significant(seconds)}${THIN}s`;
  }

  return span(milliseconds);
}

/** `5 m`, `1 h 20 m`: for lengths of time ranges. */
export function span(milliseconds) {
  const total = Math.round(milliseconds / 1_000);
  const parts = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3_600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'm'],
    [total % 60, 's'],
  ]
    .filter(([value]) => value > 0)
    .slice(0, 2);
  return parts.length === 0 ? `0${THIN}s` : parts.map(([value, unit]) => `${value}${THIN}${unit}`).join(' ');
}

/** `15:42:07` in the reader's own zone. */
export function clock(time) {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':');
}

/** The same at a distance from Greenwich such as `+0130`, or in the reader's own zone where there is none. */
export function clockAt(offset) {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offset ?? '') ?? [];
  const distance = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return sign ? time => new Date(time + distance).toISOString().slice(11, 19) : clock;
}

/** `15:42:07.318` */
export function preciseClock(time) {
  return `${clock(time)}.${String(new Date(time).getMilliseconds()).padStart(3, '0')}`;
}

/** `22 Nov 2026 15:42:07.318` */
export function moment(time) {
  const date = new Date(time);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return `${day} ${preciseClock(time)}`;
}

/** `12 s ago` */
export function ago(time, now) {
  const passed = Math.max(0, now - time);
  return passed < 1_500
    ? 'just now'
    : passed < 60_000
      ? `${Math.floor(passed / 1_000)}${THIN}s ago`
      : passed < 3_600_000
        ? `${Math.floor(passed / 60_000)}${THIN}m ago`
        : `${Math.floor(passed / 3_600_000)}${THIN}h ago`;
}

/** What a `datetime-local` input reads and writes. */
export function toInput(time) {
  const date = new Date(time);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${clock(time)}`;
}

function pad(value) {
  return String(value).padStart(2, '0');
}
