const INTERVAL = 3_000;
const SKELETON_AFTER = 150;

/**
 * Loads a view's data, again and again while `live()` is true. One load runs at a time; a new address abandons the old load.
 * `state` is `{ data, error, loading, slow }`: `slow` once a first load has taken long enough to deserve a skeleton.
 */
export function createLoader(changed) {
  let state = { data: null, error: null, loading: false, slow: false };
  let job = null;

  function start(load, { live, keep }) {
    stop();
    state = { data: keep ? state.data : null, error: keep ? state.error : null, loading: true, slow: false };
    job = { controller: new AbortController(), timer: 0, load, live };
    const own = job;
    setTimeout(() => {
      if (job === own && state.loading && !state.data && !state.error) {
        state = { ...state, slow: true };
        changed();
      }
    }, SKELETON_AFTER);
    run(own);
  }

  async function run(own) {
    try {
      const data = await own.load(own.controller.signal);
      if (job === own) {
        state = { data, error: null, loading: false, slow: false };
      }
    } catch (error) {
      if (job !== own || error.name === 'AbortError') {
        return;
      }

      // What was shown stays, under a word on why it is not new.
      state = { ...state, error, loading: false, slow: false };
    }

    if (job === own) {
      changed();
      schedule(own);
    }
  }

  function schedule(own) {
    if (own.live()) {
      own.timer = setTimeout(() => (document.hidden ? waitUntilVisible(own) : run(own)), INTERVAL);
    }
  }

  function waitUntilVisible(own) {
    document.addEventListener('visibilitychange', () => job === own && run(own), { once: true });
  }

  function stop() {
    if (job) {
      clearTimeout(job.timer);
      job.controller.abort();
      job = null;
    }
  }

  return { start, stop, state: () => state };
}
