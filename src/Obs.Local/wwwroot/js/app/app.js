import { createRoot } from '../dom/root.js';
import { get } from './api.js';
import { addressOf, addressWith, parseAddress, timeRange } from './address.js';
import { createFrame } from './frame.js';
import { listenForKeys } from './keys.js';
import { createLoader } from './loader.js';
import { drawNotice, drawSkeleton } from './states.js';

const AFTERWARDS = 1_000;

/** Ties address, data and view together: an address names a view, the view loads its data, the frame shows it. */
export function createApp(element, views) {
  let address = parseAddress(location.hash);
  let view = null;
  let services = [];
  let environments = [];
  const loader = createLoader(() => root.redraw());

  const app = {
    address: () => address,
    range: () => timeRange(address.params, Date.now()),
    services: () => services,
    environments: () => environments,
    isLive: () => address.params.live !== 'off' && !app.range().fixed,
    link: (name, item, params) => addressOf(address, name, item, params),
    with: params => addressWith(address, params),
    go: (name, item, params) => {
      location.hash = addressOf(address, name, item, params);
    },
    change: params => {
      location.hash = addressWith(address, params);
    },
    // For what is worth keeping in a link but not a step of its own on the way back.
    settle: params => {
      history.replaceState(null, '', addressWith(address, params));
      follow();
    },
    // For what changes nothing that is asked of the backend: what is selected.
    note: params => {
      history.replaceState(null, '', addressWith(address, params));
      address = parseAddress(location.hash);
      root.redraw();
    },
    // What every question to the backend is limited to.
    scope: () => ({ ...app.surroundings(), service: address.params.service }),
    // The same for what is asked about all services.
    surroundings: () => ({ ...bounds(app.range()), environment: address.params.environment }),
    redraw: () => root.redraw(),
  };

  const frame = createFrame(app, views);
  const root = createRoot(element, draw);

  function follow() {
    const previous = address;
    address = parseAddress(location.hash);
    if (!Object.hasOwn(views, address.view)) {
      address = { ...address, view: 'overview', item: null };
    }

    const same = view !== null && previous.view === address.view && previous.item === address.item;
    if (!same) {
      view?.leave();
      view = views[address.view].create(app, address);
      scrollTo(0, 0);
      document.getElementById('content')?.scrollTo(0, 0);
    }

    loader.start(load, { live: () => app.isLive() && !view.constant(), keep: same });
    root.redraw();
  }

  async function load(signal) {
    const data = await view.load(signal);
    learn(signal);
    fetchOthers();
    return data;
  }

  // What there is to choose from in the bar: asked after what is to be looked at, which does not wait for it.
  async function learn(signal) {
    const around = app.surroundings();
    try {
      const [listed, found] = await Promise.all([get('services', around, signal), get('environments', bounds(around), signal)]);
      services = listed.services.map(service => service.name);
      environments = found.environments;
      root.redraw();
    } catch {
      // Left, or not answered: what was known stays, and the next load asks again.
    }
  }

  // The code of the other views, once there has been something to look at for a moment; a second time it is there already. What cannot be
  // fetched now is fetched, or missed, when it is opened.
  function fetchOthers() {
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    setTimeout(() => whenIdle(() => Object.values(views).forEach(other => other.load().catch(() => null))), AFTERWARDS);
  }

  function draw() {
    const state = loader.state();
    document.title = `${view.title() ?? views[address.view].title} · Obs`;
    const content = state.data
      ? [state.error && drawNotice(state.error, () => follow(), true), view.draw(state.data)]
      : state.error
        ? [drawNotice(state.error, () => follow(), false)]
        : state.slow
          ? [drawSkeleton(address.view)]
          : [];
    return frame.draw(address.view, content.filter(Boolean));
  }

  addEventListener('hashchange', follow);
  listenForKeys(app, views);
  return { start: follow, app };
}

function bounds({ from, to }) {
  return { from, to };
}
