/** The document, or the part of one, that a row was made from; undefined for an inferred row. */
export function findDocument(documents, id) {
  for (const document of documents ?? []) {
    const found = document.id === id ? document : findDocument(document.subsegments, id);
    if (found) {
      return found;
    }
  }

  return undefined;
}
