import { ask, day, element, erased, facts, make, minute, save, say, show, words } from './rights.js';

// Both stay in this page. The identifier is sent in a header and stands in no address.
let id = '';
let known = null;

const purposes = {
  'server-photos': words['purpose-server-photos'], notices: words['purpose-notices'], push: words['purpose-push'],
  analytics: words['purpose-analytics'], ads: words['purpose-ads'],
};
const platforms = {
  android: 'Android', ios: 'iOS', windows: 'Windows', mac: 'macOS', linux: 'Linux', other: words['platform-other'],
};
const pair = (name, value) => make('span', { className: 'pair' }, make('span', { className: 'soft', textContent: name }), ' ', make('bdi', { textContent: value }));
const yes = (value) => value ? words['yes'] : words['no'];

async function look(quietly = false) {
  known = await ask('GET', 'v1/device', { id });
  element('gone').hidden = true;
  element('kept').hidden = known === null;
  if (known === null) return;
  fill();
  if (!quietly) show(element('kept'), element('kept-heading'));
}

function fill() {
  facts(element('times'), [[words['first-seen'], day(known.firstSeen)], [words['last-seen'], day(known.lastSeen)], [words['expires'], day(known.expires)]]);
  element('language').value = known.language ?? '';
  element('platform').value = known.platform ?? '';
  element('version').value = known.appVersion ?? '';
  list('consents', (known.consents ?? []).map(consent));
  list('photos', (known.photos ?? []).map(photo));
  list('notices', [...known.email ? [email(known.email)] : [], ...known.push ? [push(known.push)] : []]);
  sure(false);
}

function list(name, items) {
  element(name).replaceChildren(...items.length > 0 ? items : [make('li', { className: 'soft', textContent: words['none'] })]);
}

function consent(given) {
  const item = make('li', {},
    make('strong', { textContent: purposes[given.purpose] ?? given.purpose }),
    pair(words['given'], minute(given.givenAt)),
    pair(words['policy'], given.policy));
  if (given.controller) item.append(pair(words['responsible'], given.controller));
  if (given.guardian) item.append(make('span', { className: 'pair', textContent: words['guardian'] }));
  if (given.withdrawnAt) item.append(pair(words['withdrawn'], minute(given.withdrawnAt)));
  else {
    const button = make('button', { type: 'button', className: 'button', textContent: words['withdraw'] });
    button.setAttribute('aria-label', `${words['withdraw']}: ${purposes[given.purpose] ?? given.purpose}`);
    button.addEventListener('click', () => withdraw(given.purpose));
    item.append(button);
  }
  return item;
}

const photo = (kept) => make('li', {}, pair(words['sent'], minute(kept.sentAt)), pair(words['gone-at'], minute(kept.expiresAt)));

function email(kept) {
  return make('li', {}, make('strong', { textContent: words['email'] }), pair(words['address'], kept.address), pair(words['confirmed'], yes(kept.confirmed)), ...wanted(kept));
}

function push(kept) {
  return make('li', {}, make('strong', { textContent: words['push'] }), ...wanted(kept));
}

const wanted = (kept) => [
  pair(words['notices-policy'], yes(kept.policy)),
  ...kept.documents?.length > 0 ? [pair(words['notices-documents'], kept.documents.join(', '))] : [],
];

async function withdraw(purpose) {
  if (await ask('DELETE', `v1/device/consents/${purpose}`, { id }) === null) return;
  await look(true);
  say(words['withdrawn-done']);
}

async function correct(event) {
  event.preventDefault();
  const told = { language: element('language').value || null, platform: element('platform').value || null, appVersion: element('version').value.trim() || null };
  if (await ask('PUT', 'v1/device', { id, body: told }) === null) return;
  await look(true);
  say(words['corrected']);
}

function sure(open) {
  element('sure').hidden = !open;
  element('delete').setAttribute('aria-expanded', String(open));
  if (open) element('sure-text').focus();
}

async function remove() {
  const gone = await ask('DELETE', 'v1/device', { id });
  if (gone === null) return;
  id = '';
  known = null;
  element('id').value = '';
  element('kept').hidden = true;
  element('gone-text').value = gone.receipt;
  facts(element('gone-facts'), [[words['erased-at'], minute(gone.erasedAt)]]);
  element('gone-erased').replaceChildren(...erased(gone.erased).map((text) => make('li', { textContent: text })));
  show(element('gone'), element('gone-heading'));
}

element('platform').append(...Object.entries(platforms).map(([value, textContent]) => make('option', { value, textContent })));
element('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  id = element('id').value.trim().toLowerCase();
  look();
});
element('told').addEventListener('submit', correct);
element('save').addEventListener('click', () => save('id-photo-expert.json', JSON.stringify(known, null, 2), 'application/json'));
element('delete').addEventListener('click', () => sure(element('sure').hidden));
element('delete-not').addEventListener('click', () => { sure(false); element('delete').focus(); });
element('delete-now').addEventListener('click', remove);
element('gone-save').addEventListener('click', () => save('receipt.txt', element('gone-text').value, 'text/plain'));
element('gone-copy').addEventListener('click', async () => {
  element('gone-text').select();
  await navigator.clipboard?.writeText(element('gone-text').value).then(() => say(words['copied']), () => {});
});
