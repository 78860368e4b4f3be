// From a request's first byte to the card on a rep's open page, in Chromium, while 1,000 events a second come in.
import { chromium } from '../ui/node_modules/playwright-core/index.mjs';
import { Workspace, quantile, rep } from './workspace.mjs';

const cards = Number(process.env.CARDS ?? 100);
const perSecond = 1000;
const perBatch = 50;

const workspace = new Workspace();
await workspace.start();
let sent = 0;
const background = setInterval(
  () => {
    const batch = Array.from({ length: perBatch }, () => ({
      type: 'page',
      userId: `u${sent % 5000}`,
      messageId: `m-${sent++}`,
      properties: { path: `/blog/${sent % 300}` },
    }));
    workspace.batch(JSON.stringify({ batch })).catch(() => {});
  },
  (1000 * perBatch) / perSecond,
);

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage();
await page.goto(`${workspace.url.origin}/`);
await page.getByLabel('E-mail').fill(rep.email);
await page.getByLabel('Password', { exact: true }).fill(rep.password);
await page.keyboard.press('Enter');
await page.getByRole('navigation').first().waitFor();
await page.goto(`${workspace.url.origin}/handoffs`);
await page.getByRole('heading', { level: 1 }).waitFor();
const times = [];
for (let i = 0; i < cards; i++) {
  const name = `Card${i}x`;
  const seen = page.evaluate(
    (wanted) =>
      new Promise((found) => {
        const look = () => document.body.innerText.includes(wanted) && (found(Date.now()), true);
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    name,
  );
  const begin = Date.now();
  const userId = `card-${i}`;
  await workspace.batch(
    JSON.stringify({
      batch: [
        {
          type: 'identify',
          userId,
          messageId: `i-${i}`,
          traits: { firstName: name, lastName: 'Bench', owner: rep.email },
        },
        { type: 'page', userId, messageId: `p-${i}`, properties: { path: '/pricing' } },
        { type: 'track', userId, messageId: `t-${i}`, event: 'Demo Requested' },
      ],
    }),
  );
  times.push((await seen) - begin);
}
clearInterval(background);
console.log(
  `${cards} cards: median ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms, slowest ${Math.max(...times)} ms`,
);
await browser.close();
await workspace.stop();
workspace.remove();
