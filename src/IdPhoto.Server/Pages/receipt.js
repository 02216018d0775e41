import { ask, element, erased, facts, make, minute, show, words } from './rights.js';

/** A receipt may lie in a file of its own, or in what the app saved. */
function found(text) {
  return text.match(/[\w-]{20,}\.[\w-]{20,}\.[\w-]{40,}/)?.[0] ?? text.trim();
}

async function check(event) {
  event.preventDefault();
  const verdict = await ask('POST', 'v1/receipts/check', { body: { receipt: element('receipt').value.replace(/\s/g, '') } });
  element('result').hidden = verdict === null;
  element('about').hidden = verdict !== null;
  if (verdict === null) return;
  element('result').classList.toggle('good', verdict.valid);
  element('result').classList.toggle('bad', !verdict.valid);
  element('result-heading').textContent = verdict.valid ? words['receipt-valid'] : words['receipt-invalid'];
  element('result-text').textContent = !verdict.valid ? words['receipt-invalid-text'] : verdict.kind === 'photo' ? words['receipt-photo'] : words['receipt-device'];
  facts(element('result-facts'), verdict.valid ? [[words['erased-at'], minute(verdict.erasedAt)]] : []);
  element('result-erased').replaceChildren(...erased(verdict.erased).map((text) => make('li', { textContent: text })));
  show(element('result'), element('result-heading'));
}

element('ask').addEventListener('submit', check);
element('file').addEventListener('change', async ({ target }) => {
  if (target.files.length > 0) element('receipt').value = found(await target.files[0].text());
});
