// A part of the page that somebody asked for, by its address or by a choice: one goes on in its first field.
import { firstField } from './fields.js';

function enter(within) {
  const part = within.querySelector?.('[data-enter]');
  if (part && !part.querySelector('.error-summary')) firstField(part)?.focus();
}

document.addEventListener('DOMContentLoaded', () => enter(document));
document.addEventListener('htmx:afterSettle', ({ detail }) => enter(detail.elt));
