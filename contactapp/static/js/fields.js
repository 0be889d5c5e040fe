// Where somebody types: single keys and swaps stay away from these.
const TYPING = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]';

export const isTyping = (element) => Boolean(element?.closest?.(TYPING));

export const firstField = (within) => within.querySelector('input:not([type=hidden]), textarea, select');
