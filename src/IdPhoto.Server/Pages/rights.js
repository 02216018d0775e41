// What all of these pages do: times in the reader's language, and requests to this server.

const spoken = document.getElementById('words');
export const words = spoken ? JSON.parse(spoken.textContent) : {};

// Latin digits in Arabic too, as everywhere in this product.
const locale = document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : document.documentElement.lang;
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const minutes = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

export const day = (text) => days.format(new Date(text));
export const minute = (text) => minutes.format(new Date(text));
export const element = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Rows of a list of facts; what is null is left out. */
export const facts = (list, rows) => list.replaceChildren(...rows.filter(([, value]) => value !== null).map(([name, value]) => make('div', {}, make('dt', { textContent: name }), make('dd', {}, value))));

/** Says something below a form. */
export function say(text, wrong = false) {
  element('status').textContent = text;
  element('status').classList.toggle('wrong', wrong);
}

/** Shows one section and brings the reader there. */
export function show(section, heading) {
  section.hidden = false;
  heading.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

/** Asks this server: the JSON of its answer, or null after having said what is wrong. */
export async function ask(method, address, { id, body } = {}) {
  const headers = { 'Accept-Language': document.documentElement.lang };
  if (id) headers['Install-Id'] = id;
  if (body) headers['Content-Type'] = 'application/json';
  say(words['working']);
  try {
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
    const json = await answer.json();
    say('');
    if (answer.ok) return json;
    say(answer.status === 404 ? words['nothing-stored'] : json.detail, true);
  } catch {
    say(words['unreachable'], true);
  }
  return null;
}

/** Gives the reader a file that is made in this page. */
export function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What was erased, in words. */
export const erased = (names) => {
  const said = {
    key: words['erased-key'], bytes: words['erased-bytes'], record: words['erased-record'],
    consents: words['erased-consents'], photos: words['erased-photos'], email: words['erased-email'], push: words['erased-push'],
    device: words['erased-device'], traces: words['erased-traces'],
  };
  return names.map((name) => said[name] ?? name);
};

for (const time of document.querySelectorAll('time')) time.textContent = minute(time.dateTime);
