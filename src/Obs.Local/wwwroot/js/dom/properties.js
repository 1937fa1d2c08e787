const OWN = new Set(['key', 'created', 'updated', 'removed']);
const LIVE = new Set(['value', 'checked', 'disabled']);

/** Brings the attributes, properties, handlers and styles of an element from `previous` to `next`. */
export function setProperties(element, previous, next) {
  for (const name of Object.keys(previous)) {
    if (!(name in next) && !OWN.has(name)) {
      setProperty(element, name, undefined, previous[name]);
    }
  }

  for (const [name, value] of Object.entries(next)) {
    if (!OWN.has(name) && (value !== previous[name] || LIVE.has(name))) {
      setProperty(element, name, value, previous[name]);
    }
  }
}

function setProperty(element, name, value, previous) {
  if (name === 'style') {
    setStyles(element, previous ?? {}, value ?? {});
  } else if (name.startsWith('on')) {
    // Without its result: `event.key === 'Escape' && close()` is false for every other key, and false would keep the key from doing its work.
    element[name.toLowerCase()] = value ? event => void value(event) : null;
  } else if (LIVE.has(name)) {
    if (element[name] !== value) {
      element[name] = value;
    }
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

// One property at a time: the content security policy allows this and forbids a style attribute.
function setStyles(element, previous, next) {
  for (const name of Object.keys(previous)) {
    if (!(name in next)) {
      element.style.removeProperty(name);
    }
  }

  for (const [name, value] of Object.entries(next)) {
    if (value !== previous[name]) {
      element.style.setProperty(name, String(value));
    }
  }
}
