// A workspace to measure: a new folder, the people and the agreement of a small company, a server.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.BATON ?? 'build/release/baton';
const password = 'correct horse battery';
const people = [
  ['maya@bench.example', 'marketer', ['--signs-for', 'marketing']],
  ['elena@bench.example', 'manager', ['--signs-for', 'sales', '--team', 'Sales']],
  ['kim@bench.example', 'rep', ['--team', 'Sales']],
  ['lee@bench.example', 'rep', ['--team', 'Sales']],
];
const agreementOf = (respondWithin) => `agreement: Bench
timezone: Europe/Berlin
currency: EUR
business_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:30" }
scores:
  engagement:
    half_life: 30 days
    points:
      - { touch: 'page_view where path starts with "/pricing"', points: 10 }
      - { touch: 'page_view', points: 1 }
stages:
  - { name: lead, owner: marketing, when: 'any(page_view)' }
  - { name: MQL,  owner: marketing, when: 'any("Demo Requested" within 90 days) and (count(page_view where path starts with "/pricing" within 30 days) >= 1 or score(engagement) >= 60)' }
  - { name: SAL,  owner: sales,     when: 'handoff accepted' }
  - { name: customer, owner: sales, when: 'deal won' }
handoff:
  at: MQL
  to: { team: Sales, by: round_robin }
  respond_within: ${respondWithin}
  reject_reasons: [bad fit, bad timing]
  recycle: { to: Re-engage, eligible_again_after: 60 days }
`;

function baton(data, words, input) {
  return execFileSync(program, [...words, '--data', data], { input, stdio: ['pipe', 'pipe', 'inherit'] })
    .toString()
    .trim();
}

export class Workspace {
  constructor({ respondWithin = '4 business hours' } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
    this.data = join(this.folder, 'data');
    for (const [email, role, more] of people) {
      baton(this.data, ['user', 'add', email, '--role', role, ...more], `${password}\n`);
    }
    const file = join(this.folder, 'bench.agreement');
    writeFileSync(file, agreementOf(respondWithin));
    baton(
      this.data,
      ['agreement', 'sign', file, '--by', people[0][0], '--for', 'marketing'],
      `${password}\n`,
    );
    baton(this.data, ['agreement', 'sign', file, '--by', people[1][0], '--for', 'sales'], `${password}\n`);
    this.key = baton(this.data, ['key', 'add', '--kind', 'write']);
  }

  run(...words) {
    return baton(this.data, words);
  }

  async start() {
    this.server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', this.data], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.url = await new Promise((found) => {
      let text = '';
      this.server.stdout.on('data', (part) => {
        text += part;
        const match = /listening on (\S+)/.exec(text);
        if (match) found(new URL(match[1]));
      });
    });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  }

  // One request; resolves with the status, the headers and the body's text.
  send(method, path, body, headers = {}) {
    return new Promise((done, failed) => {
      const request = http.request(
        {
          agent: this.agent,
          host: this.url.hostname,
          port: this.url.port,
          path,
          method,
          headers:
            body === undefined
              ? headers
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
        },
        (response) => {
          const parts = [];
          response.on('data', (part) => parts.push(part));
          response.on('end', () =>
            done({
              status: response.statusCode,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      request.on('error', failed);
      request.end(body);
    });
  }

  async batch(body) {
    const authorization = `Basic ${Buffer.from(`${this.key}:`).toString('base64')}`;
    const answer = await this.send('POST', '/v1/batch', body, { authorization });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  }

  // The cookie of a rep who is signed in.
  async signIn() {
    const answer = await this.send(
      'POST',
      '/api/v1/session',
      JSON.stringify({ email: people[2][0], password }),
      { origin: this.url.origin },
    );
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
    return answer.headers['set-cookie'][0].split(';')[0];
  }

  bytes() {
    return ['baton.sqlite', 'keys.sqlite'].reduce(
      (sum, file) => sum + statSync(join(this.data, file)).size,
      0,
    );
  }

  async stop() {
    this.agent.destroy();
    this.server.kill();
    await new Promise((ended) => this.server.on('exit', ended));
  }

  // As the power fails.
  async kill() {
    this.agent.destroy();
    this.server.kill('SIGKILL');
    await new Promise((ended) => this.server.on('exit', ended));
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

export const rep = { email: people[2][0], password };

// The value that `share` of the figures do not exceed.
export function quantile(figures, share) {
  const sorted = [...figures].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
