// Prints what a server sends to npm `ws`, a line each. FOLDER is where its node_modules are.
//   node client.mjs FOLDER ADDRESS
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { WebSocket } = createRequire(join(process.argv[2], 'package.json'))('ws');

const socket = new WebSocket(process.argv[3]);
const tell = (kind, text) => console.log(`${kind} ${text}`);
socket.on('message', (data, binary) => tell(binary ? 'binary' : 'text', data.toString('hex')));
socket.on('close', (code, reason) => tell('close', `${code} ${reason}`));
