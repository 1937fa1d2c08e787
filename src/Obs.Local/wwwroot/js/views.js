import { later } from './app/later.js';

/** The views of the rail, in its order. */
export const views = {
  overview: later('Overview', 'overview', () => import('./views/overview.js')),
  map: later('Map', 'map', () => import('./views/map.js')),
  traces: later('Traces', 'traces', () => import('./views/traces.js')),
  metrics: later('Metrics', 'metrics', () => import('./views/metrics.js')),
  explain: later('Explain', 'explain', () => import('./views/explain.js')),
  logs: later('Logs', 'logs', () => import('./views/logs.js')),
  dashboards: later('Dashboards', 'dashboards', () => import('./views/dashboards.js')),
  alarms: later('Alarms', 'alarms', () => import('./views/alarms.js')),
  ingest: later('Ingest', 'ingest', () => import('./views/ingest.js')),
};
