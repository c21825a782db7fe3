// the peer of benches/explain: what one would write with parse5; arguments: parse5's file, the page, the fragment
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [parse5File, pageFile, fragmentFile] = process.argv.slice(2)
const { parse, parseFragment, serializeOuter } = await import(pathToFileURL(parse5File))
const page = parse(readFileSync(pageFile, 'utf8'))
const fragment = parseFragment(readFileSync(fragmentFile, 'utf8'))
const attribute = (node, name) => node.attrs?.find(attr => attr.name === name)?.value
const count = (node, id) =>
  (attribute(node, 'id') === id ? 1 : 0) + (node.childNodes ?? []).reduce((sum, child) => sum + count(child, id), 0)
for (const root of fragment.childNodes.filter(node => node.attrs)) {
  const id = attribute(root, 'id')
  console.log(JSON.stringify({ tag: root.tagName, target: `#${id}`, matched: count(page, id), html: serializeOuter(root) }))
}
