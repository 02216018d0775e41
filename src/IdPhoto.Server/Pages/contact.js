import { ask, day, element, facts, show, words } from './rights.js';

const MOST = 4000;
const form = element('letter');
const kind = () => form.querySelector('[name=kind]:checked').value;
const letters = () => [...element('text').value].length;
const numbers = new Intl.NumberFormat(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : document.documentElement.lang);

function hint() {
  element('hint-erase').hidden = kind() !== 'erase';
  element('hint-child').hidden = kind() !== 'child';
}

function count() {
  element('count').textContent = `${numbers.format(letters())} / ${numbers.format(MOST)}`;
  element('text').setCustomValidity(letters() > MOST ? words['contact-too-long'] : '');
}

async function send(event) {
  event.preventDefault();
  const button = form.querySelector('.main');
  button.disabled = true;
  const sent = await ask('POST', 'v1/letters', { body: { kind: kind(), text: element('text').value, answerTo: element('answer').value || null } });
  button.disabled = false;
  if (sent === null) return;
  form.hidden = true;
  element('reference').textContent = sent.reference;
  element('next').textContent = sent.next;
  facts(element('sent-facts'), [[words['letter-until'], day(sent.keptUntil)]]);
  show(element('sent'), element('sent-heading'));
}

form.addEventListener('change', hint);
form.addEventListener('submit', send);
element('text').addEventListener('input', count);
element('again').addEventListener('click', () => {
  form.reset();
  form.hidden = false;
  element('sent').hidden = true;
  hint();
  count();
  element('text').focus();
});
hint();
count();
