// Trees of markup, written out: `{tag, attrs: [[name, value]…], kids: […]}`; text, and markup as it is, are strings.

const VOID = new Set(['input', 'br', 'img', 'hr', 'col', 'meta', 'link', 'wbr']);

export const element = (tag, attrs = [], kids = []) => ({ tag, attrs, kids });

export const attribute = (node, name) => node.attrs.find(([own]) => own === name)?.[1];

/** All elements of a tree, the top first. */
export function* elements(node) {
  if (typeof node === 'string') return;
  yield node;
  for (const kid of node.kids) yield* elements(kid);
}

export const copy = node => structuredClone(node);

/** An attribute; `null` has no value, one with `"` in it is quoted with `'`. */
function written([name, value]) {
  if (value === null) return ` ${name}`;
  const text = String(value);
  if (!text.includes('"')) return ` ${name}="${text}"`;
  return text.includes("'") ? ` ${name}="${text.replaceAll('"', '&quot;')}"` : ` ${name}='${text}'`;
}

export function html(node) {
  if (typeof node === 'string') return node;
  if (!node.tag) return node.kids.map(html).join('');
  const start = `<${node.tag}${node.attrs.map(written).join('')}>`;
  return VOID.has(node.tag) ? start : `${start}${node.kids.map(html).join('')}</${node.tag}>`;
}
