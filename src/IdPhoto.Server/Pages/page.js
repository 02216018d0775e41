'use strict';

// The photo that is sent, and the stay that was answered last: kept in this page only.
let photo = null;
let stay = { id: '', token: '' };

// What the page says, in the reader's language; the description of the API is in English.
const phrases = document.getElementById('operations').dataset;
const english = { lang: 'en', dir: 'ltr' };
const amount = (number, unit) => new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(number);

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

async function useSample() {
  photo = await (await fetch('api/sample.png')).blob();
  document.getElementById('thumbnail').src = 'api/sample.png';
  document.getElementById('file').value = '';
}

function choose(event) {
  if (event.target.files.length === 0) return;
  photo = event.target.files[0];
  document.getElementById('thumbnail').src = URL.createObjectURL(photo);
}

function input(parameter) {
  const schema = parameter.schema ?? {};
  if (schema.enum || schema.type === 'boolean') {
    const words = schema.enum ?? ['true', 'false'];
    return make('select', { name: parameter.name }, make('option', { value: '', textContent: '' }), ...words.map(word => make('option', { value: word, textContent: word })));
  }
  const field = make('input', { name: parameter.name, autocomplete: 'off', spellcheck: false });
  if (schema.type === 'integer') Object.assign(field, { type: 'number', min: schema.minimum ?? '', max: schema.maximum ?? '' });
  if (parameter.required && schema.examples) field.value = schema.examples[0];
  else if (schema.examples) field.placeholder = schema.examples[0];
  return field;
}

function option(parameter) {
  const field = input(parameter);
  field.id = `f${document.querySelectorAll('[id^=f]').length}${Math.random().toString(36).slice(2)}`;
  if (parameter.in === 'path' && parameter.name === 'id') field.dataset.stay = 'id';
  return make('div', { className: 'option' },
    make('label', { htmlFor: field.id, textContent: parameter.name + (parameter.required ? ' *' : '') }), field,
    make('small', parameter.own ? { textContent: parameter.own } : { ...english, textContent: parameter.description ?? '' }));
}

function operation(path, method, description) {
  const parameters = (description.parameters ?? []).map(p => ({ ...p }));
  if (description.security) parameters.push({ name: 'token', in: 'token', required: true, own: phrases.token });
  const types = Object.keys(description.responses['200']?.content ?? {});
  if (types.length > 1) parameters.push({ name: 'Accept', in: 'accept', schema: { enum: types }, own: phrases.accept });
  const form = make('form', {}, ...parameters.map(option), make('button', { textContent: phrases.send }));
  const fields = [...form.querySelectorAll('input,select')];
  fields.forEach((field, i) => { if (parameters[i].in === 'token') field.dataset.stay = 'token'; });
  const result = make('div', { className: 'result' });
  result.setAttribute('aria-live', 'polite');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const values = parameters.map((parameter, i) => ({ ...parameter, value: fields[i].value.trim() })).filter(p => p.value !== '');
    send(path, method, description, values, result);
  });
  return make('details', {},
    make('summary', {}, make('span', { className: 'method', textContent: method.toUpperCase() }), make('code', { textContent: path }), ' ', make('span', { ...english, textContent: description.summary ?? '' })),
    make('p', { ...english, textContent: description.description ?? '' }), form, result);
}

async function send(path, method, description, values, result) {
  const query = new URLSearchParams(values.filter(v => v.in === 'query').map(v => [v.name, v.value]));
  for (const v of values.filter(v => v.in === 'path')) path = path.replace(`{${v.name}}`, encodeURIComponent(v.value));
  const headers = {};
  const key = document.getElementById('key').value.trim();
  if (key) headers['X-Api-Key'] = key;
  for (const v of values) {
    if (v.in === 'token') headers.Authorization = `Bearer ${v.value}`;
    if (v.in === 'accept') headers.Accept = v.value;
  }
  const body = description.requestBody ? photo : undefined;
  const address = path + (query.size > 0 ? `?${query}` : '');
  result.replaceChildren(make('p', { textContent: phrases.working }));
  const begun = performance.now();
  try {
    const answer = await fetch(address.slice(1), { method: method.toUpperCase(), headers, body });
    await show(answer, performance.now() - begun, curl(address, method, headers, body), result);
  } catch {
    result.replaceChildren(make('p', { className: 'bad', textContent: phrases.unreachable }));
  }
}

function curl(address, method, headers, body) {
  const parts = ['curl', '-X', method.toUpperCase(), ...Object.entries(headers).flatMap(([name, value]) => ['-H', `'${name}: ${value}'`])];
  if (body) parts.push('--data-binary', '@photo.jpg');
  return [...parts, `'${new URL(address.slice(1), location.href)}'`].join(' ');
}

async function show(answer, milliseconds, command, result) {
  const type = answer.headers.get('content-type') ?? '';
  const bytes = await answer.blob();
  const line = make('p', { className: answer.ok ? '' : 'bad', textContent: [`${answer.status} ${answer.statusText}`, amount(bytes.size, 'byte'), type, amount(Math.round(milliseconds), 'millisecond')].join(' · ') });
  const shown = [make('pre', { textContent: command }), line];
  if (type.startsWith('image/')) shown.push(make('img', { alt: phrases.picture, src: URL.createObjectURL(bytes) }));
  else shown.push(...text(await bytes.text(), type));
  result.replaceChildren(...shown);
}

function text(content, type) {
  if (!type.includes('json')) return [make('pre', { textContent: content })];
  const json = JSON.parse(content);
  if (json.id && json.token) remember(json);
  const shown = [];
  if (json.file && json.mediaType?.startsWith('image/')) {
    const bytes = Uint8Array.from(atob(json.file), c => c.charCodeAt(0));
    shown.push(make('img', { alt: phrases.picture, src: URL.createObjectURL(new Blob([bytes], { type: json.mediaType })) }));
    json.file = `Base64 · ${amount(json.file.length, 'byte')}`;
  }
  return [...shown, make('pre', { textContent: JSON.stringify(json, null, 2) })];
}

// A new stay fills in the fields of everything that can be done with it.
function remember(json) {
  stay = { id: json.id, token: json.token };
  for (const field of document.querySelectorAll('[data-stay]')) field.value = stay[field.dataset.stay];
}

async function start() {
  document.getElementById('file').addEventListener('change', choose);
  document.getElementById('sample').addEventListener('click', useSample);
  await useSample();
  const api = await (await fetch('openapi/v1.json')).json();
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, description] of Object.entries(methods)) {
      const tag = description.tags[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(path, method, description));
    }
  document.getElementById('operations').replaceChildren(...[...groups].flatMap(([tag, operations]) => [make('h2', { ...english, textContent: tag }), ...operations]));
}

start();
