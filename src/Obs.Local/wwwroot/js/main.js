import { createApp } from './app/app.js';
import { applyTheme, onThemeChange } from './app/theme.js';
import { overview } from './views/overview.js';
import { map } from './views/map.js';
import { traces } from './views/traces.js';
import { metrics } from './views/metrics.js';
import { explain } from './views/explain.js';
import { logs } from './views/logs.js';
import { dashboards } from './views/dashboards.js';
import { alarms } from './views/alarms.js';
import { ingest } from './views/ingest.js';

applyTheme();
const page = createApp(document.getElementById('app'), { overview, map, traces, metrics, explain, logs, dashboards, alarms, ingest });
onThemeChange(() => page.app.redraw());
page.start();
