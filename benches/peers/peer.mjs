// the peer of `hxws listen -o json`: what one would write with ws and parse5, a line of JSON a fragment; argument: the address
import { parseFragment, serializeOuter } from 'parse5'
import WebSocket from 'ws'

const socket = new WebSocket(process.argv[2])
let seq = 0
socket.on('message', data => {
  seq++
  for (const node of parseFragment(data.toString()).childNodes) {
    if (!node.attrs) continue
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
    const oob = attributes['hx-swap-oob'] ?? 'true'
    const [swap, target] = oob.includes(':')
      ? [oob.slice(0, oob.indexOf(':')), oob.slice(oob.indexOf(':') + 1)]
      : [oob === 'true' ? 'outerHTML' : oob, '#' + attributes.id]
    process.stdout.write(JSON.stringify({ seq, tag: node.tagName, target, swap, html: serializeOuter(node) }) + '\n')
  }
})
