// The pseudo-locale ?lang=xx: every catalogue text is accented and bracketed, so that what is
// neither bracketed nor the server's data is hard-coded text.
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀçðéƒĝĥîĵķļɱñóþǫŕšţûṽŵẋýžÁƁÇÐÉƑĜĤÎĴĶĻṀÑÓÞǪŔŠŢÛṼŴẊÝŽ';

export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const shifted = parts.map((part) => (part.startsWith('{{') ? part : [...part].map(accent).join('')));
  return `⟦${shifted.join('')}⟧`;
}

function accent(letter: string): string {
  const at = plain.indexOf(letter);
  return at < 0 ? letter : (accented[at] ?? letter);
}

export function pseudoCatalogue(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, pseudo(text)]));
}
