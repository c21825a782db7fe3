// Echoes every message with npm `ws`. FOLDER is where its node_modules are; prints the port of 127.0.0.1 that it listens on.
//   node server.mjs FOLDER
// The query of the address says how: `deflate` is ws's own perMessageDeflate as JSON, `fragment` the most bytes of a frame,
// with a ping after every first fragment.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { WebSocketServer } = createRequire(join(process.argv[2], 'package.json'))('ws');

const server = createServer();
server.on('upgrade', (request, socket, head) => {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const perMessageDeflate = JSON.parse(query.get('deflate') ?? 'false');
  const most = Number(query.get('fragment') ?? Infinity);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate });
  sockets.handleUpgrade(request, socket, head, (ws) =>
    ws.on('message', (data, binary) => {
      if (data.length <= most) return ws.send(data, { binary });
      for (let at = 0; at < data.length; at += most) {
        ws.send(data.subarray(at, at + most), { binary, fin: at + most >= data.length });
        if (at === 0) ws.ping('between');
      }
    }),
  );
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
