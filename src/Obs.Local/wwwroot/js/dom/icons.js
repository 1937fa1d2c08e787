import { h } from './h.js';

// Our own drawings, 16 by 16, drawn with the colour of the text around them.
const PATHS = {
  overview: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  map: 'M5 8h3.2m2.4-3.6L8.200 8l2.400 3.600M3.500 6.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Zm8.500-4.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Zm0 9a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Z',
  traces: 'M1.500 3.500h9m-6 3h7m-4.500 3h3.500m-1 3h5',
  metrics: 'M2 2v12h12M4.500 10.500l3-4 2.500 2 3.500-5',
  logs: 'M2 3.500h2m2 0h8M2 8h2m2 0h6M2 12.500h2m2 0h7',
  dashboards: 'M2 2.500h5v6H2Zm7 0h5v3.500H9ZM2 10.500h5v3H2Zm7-2.500h5v5.500H9Z',
  alarms: 'M4 11V7a4 4 0 0 1 8 0v4l1.500 1.500h-11ZM6.500 14h3M8 1.500V3',
  ingest: 'M8 1.500v7.500m-3-3 3 3 3-3M2 9.500v4h12v-4',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9Zm3.300 7.800L14 14',
  chevron: 'm6 4 4 4-4 4',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M5.500 5.500v-3h8v8h-3m-8-5h8v8h-8Z',
  check: 'm3 8.500 3.500 3.500L13 4.500',
  light:
    'M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600ZM8 1v1.500m0 11V15m7-7h-1.500M2.500 8H1m11.950-4.950-1.060 1.060M4.110 11.890l-1.060 1.060m9.900 0-1.060-1.060M4.110 4.110 3.050 3.050',
  dark: 'M13.500 9.800A6 6 0 0 1 6.200 2.500a6 6 0 1 0 7.300 7.300Z',
  system: 'M2 3h12v8H2Zm4 10.500h4M8 11v2.500',
  keys: 'M1.500 4h13v8h-13ZM4 6.500h.01m2.600 0h.01m2.600 0h.01m2.600 0h.01M4.500 9.500h7',
  pause: 'M5.500 3.500v9m5-9v9',
  play: 'm5 3.500 7.500 4.500L5 12.500Z',
  fit: 'M2 5.500V2h3.500m5 0H14v3.500m0 5V14h-3.500m-5 0H2v-3.500',
  plus: 'M8 3v10M3 8h10',
  worse: 'M8 13V3M3.500 7.500 8 3l4.500 4.500',
  better: 'M8 3v10M3.500 8.500 8 13l4.500-4.500',
  minus: 'M3 8h10',
  server: 'M2.500 3h11v4h-11Zm0 6h11v4h-11ZM5 5h.01M5 11h.01',
  http: 'M2 8h11m-3.500-3.500L13 8l-3.500 3.500',
  sql: 'M8 2c3 0 5 .8 5 2s-2 2-5 2-5-.8-5-2 2-2 5-2ZM3 4v8c0 1.200 2 2 5 2s5-.8 5-2V4M3 8c0 1.200 2 2 5 2s5-.8 5-2',
  aws: 'M8 1.800 13.500 5v6L8 14.200 2.500 11V5ZM2.500 5 8 8.200 13.500 5M8 8.200v6',
  local:
    'M6 3C4.500 3 4.800 5 4.500 6.500 4.300 7.500 3.500 8 2.500 8c1 0 1.800.5 2 1.500.3 1.500 0 3.500 1.500 3.500m4-10c1.500 0 1.200 2 1.500 3.500.2 1 1 1.500 2 1.500-1 0-1.800.5-2 1.500-.3 1.500 0 3.500-1.500 3.500',
  client: 'M8 2.500a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400ZM2.800 14c.3-2.800 2.400-4.300 5.200-4.300s4.900 1.500 5.200 4.300',
  explain: 'M3 13.500h10M4 11V8m4 3V2.500M12 11V9M5.500 5 8 2.500 10.500 5',
  remote: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2 8h12M8 2c2 2 2.800 4 2.800 6S10 12 8 14c-2-2-2.800-4-2.800-6S6 4 8 2',
};

/** A drawing beside a word, hidden from assistive technology because the word is there. */
export function icon(name, size = 16) {
  return h(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true' },
    h('path', { d: PATHS[name] ?? PATHS.local }),
  );
}

/** The drawing that stands for a kind of node on the map. */
export function kindIcon(type) {
  return { service: 'server', database: 'sql' }[type] ?? type;
}
