import { createApp } from './app/app.js';
import { later } from './app/later.js';
import { applyTheme, onThemeChange } from './app/theme.js';

const views = {
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

applyTheme();
const page = createApp(document.getElementById('app'), views);
onThemeChange(() => page.app.redraw());
page.start();
