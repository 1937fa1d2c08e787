import { createApp } from './app/app.js';
import { applyTheme, onThemeChange } from './app/theme.js';
import { views } from './views.js';

applyTheme();
const page = createApp(document.getElementById('app'), views);
onThemeChange(() => page.app.redraw());
page.start();
