// npm's packages in the place of the CDN that the demo's pages load htmx from.

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The file of an address, out of the folder of packages `NM`; fails where npm's version is another. */
export function file(NM, address) {
  const named = address.match(/^https:\/\/cdn\.jsdelivr\.net\/npm\/([^@/]+)@([^/]+)\/(.+)$/);
  if (!named) throw new Error(`${address} names no file of an exact version`);
  const [, name, version, inside] = named;
  const own = JSON.parse(fs.readFileSync(path.join(NM, name, 'package.json'), 'utf8')).version;
  if (own !== version) throw new Error(`${address} is not npm's ${name} ${own}`);
  return fs.readFileSync(path.join(NM, name, inside));
}

/** What `integrity` says of an address' file. */
export const integrity = (NM, address) => `sha384-${crypto.createHash('sha384').update(file(NM, address)).digest('base64')}`;

/** Answers what a page or a context of Playwright's asks the CDN for; all else that is not on this machine gets no answer. */
export async function standIn(where, NM) {
  await where.route(url => url.hostname !== '127.0.0.1', route => route.abort());
  await where.route(url => url.hostname === 'cdn.jsdelivr.net', route => route.fulfill({
    contentType: 'text/javascript; charset=utf-8',
    headers: { 'access-control-allow-origin': '*' },
    body: file(NM, route.request().url()),
  }));
}
