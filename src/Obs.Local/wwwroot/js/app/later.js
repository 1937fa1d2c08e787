/**
 * A view whose code is fetched when it is first opened: what one view needs, the map above all, is most of the page, and no reason for
 * another to wait. `load` imports the module that exports the view as `name`.
 */
export function later(title, name, load) {
  return { title, load, create: (app, address) => createLater(async () => (await load())[name].create(app, address)) };
}

function createLater(create) {
  let view = null;

  return {
    load: async signal => {
      const made = view ?? (await create());
      if (signal.aborted) {
        // Left before it was there: what it listens to would stay.
        made.leave?.();
      }

      signal.throwIfAborted();
      view = made;
      return view.load(signal);
    },
    draw: data => view.draw(data),
    title: () => view?.title?.(),
    constant: () => view?.constant?.() ?? false,
    leave: () => view?.leave?.(),
  };
}
