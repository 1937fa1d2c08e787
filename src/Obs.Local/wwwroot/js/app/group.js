/** Items by a key, keys in the order of their first item. (`Map.groupBy` is younger than the oldest Node.js that runs the tests.) */
export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    group ? group.push(item) : groups.set(key, [item]);
  }

  return groups;
}
