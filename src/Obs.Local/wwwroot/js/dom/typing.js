/** Whether keys are letters of a text now, and no commands. */
export function isTyping() {
  return /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '') || document.querySelector('dialog[open]') !== null;
}
