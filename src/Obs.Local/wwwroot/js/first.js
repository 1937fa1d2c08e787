import { parseAddress } from './app/address.js';
import { views } from './views.js';

// The code of the view that the address names is on its way while the frame around it still is. What fails here is asked for again, and said.
const { view } = parseAddress(location.hash);
if (Object.hasOwn(views, view)) {
  views[view].load().catch(() => null);
}
