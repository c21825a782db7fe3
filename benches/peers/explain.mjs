// the peer of `hxws explain`: what one would write with parse5; arguments: the page, the fragment
import { readFileSync } from 'node:fs'
import { parse, parseFragment, serializeOuter } from 'parse5'

const [page, fragment] = process.argv.slice(2).map(file => readFileSync(file, 'utf8'))
const document = parse(page)
const attribute = (node, name) => node.attrs?.find(attr => attr.name === name)?.value
const count = (node, id) =>
  (attribute(node, 'id') === id ? 1 : 0) + (node.childNodes ?? []).reduce((sum, child) => sum + count(child, id), 0)
for (const root of parseFragment(fragment).childNodes.filter(node => node.attrs)) {
  const id = attribute(root, 'id')
  console.log(JSON.stringify({ tag: root.tagName, target: `#${id}`, matched: count(document, id), html: serializeOuter(root) }))
}
