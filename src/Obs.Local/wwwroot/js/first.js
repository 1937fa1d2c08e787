import { parseAddress } from './app/address.js';
import { views } from './views.js';

// The code of the view that the address names is on its way while the frame around it still is: all its modules side by side, as the page
// lists them. What fails here is asked for again, and said.
const { view } = parseAddress(location.hash);
if (Object.hasOwn(views, view)) {
  const listed = document.querySelector(`meta[name="modules"][data-view="${view}"]`)?.content ?? '';
  for (const path of listed.split(' ').filter(Boolean)) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = path;
    document.head.append(link);
  }

  views[view].load().catch(() => null);
}
