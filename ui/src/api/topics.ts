// Which cached answers a change topic from the server makes stale.
export type Key = readonly unknown[];

const alsoTouched: Record<string, string[]> = {
  contact: ['contacts', 'home', 'why', 'timeline', 'engagement'],
  contacts: ['contacts', 'home', 'duplicates'],
  handoffs: [
    'handoffs',
    'handoff',
    'home',
    'session',
    'conservation',
    'engagement',
    'leaks',
    'alignment',
    'sla',
    'rejections',
    'feedback',
  ],
  feedback: ['feedback', 'rejections', 'handoff', 'digest'],
  deals: ['deals', 'deal', 'board', 'home', 'attribution', 'attribution-deal', 'engagement', 'leaks', 'sla'],
  companies: ['companies', 'company'],
  agreement: ['agreements', 'agreement', 'session', 'why', 'alignment', 'goals', 'sla'],
  imports: ['imports', 'import'],
  associations: ['associations'],
  tasks: ['tasks', 'home'],
  reminders: ['tasks', 'home'],
  quarantine: ['quarantine'],
  keys: ['keys'],
  mentions: ['mentions', 'alignment', 'notifications'],
  notifications: ['notifications', 'me'],
  webhooks: ['webhooks'],
  mail: ['mail', 'webhooks', 'me'],
  alignment: ['alignment', 'digest'],
  goals: ['goals', 'alignment'],
  users: ['users', 'leaks', 'me', 'teams', 'session', 'home'],
  workspaces: ['workspace', 'session'],
  teams: ['teams'],
  views: ['views'],
  properties: ['properties', 'contact', 'company', 'deal'],
};

export function keysOf(topic: string): Key[] {
  const [kind = '', id] = topic.split(':');
  const single = kind.replace(/s$/, '');
  const own: Key[] = id === undefined ? [[kind]] : [[single, id]];
  const named = new Set(alsoTouched[kind] ?? alsoTouched[single] ?? alsoTouched[`${kind}s`] ?? []);
  return [
    ...own,
    ...[...named].map((name): Key => (scoped.has(name) && id !== undefined ? [name, id] : [name])),
  ];
}

const scoped = new Set(['why', 'timeline', 'import', 'engagement']);
