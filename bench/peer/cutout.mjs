// Cuts the subject out of pictures with the peer: node cutout.mjs IN OUT.png [IN OUT.png ...]
import { readFile, writeFile } from 'node:fs/promises';
import { removeBackground } from '@imgly/background-removal-node';

const types = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };
// By itself the peer looks for its model below the working folder.
const publicPath = new URL('./node_modules/@imgly/background-removal-node/dist/', import.meta.url).href;
const paths = process.argv.slice(2);
for (let i = 0; i < paths.length; i += 2) {
  const type = types[paths[i].split('.').pop().toLowerCase()];
  const picture = new Blob([await readFile(paths[i])], { type });
  const cutout = await removeBackground(picture, { publicPath, output: { format: 'image/png' } });
  await writeFile(paths[i + 1], Buffer.from(await cutout.arrayBuffer()));
}
