// What the page says of each warning sign; which are open, and their numbers, the server says.
import type { Sign, SignFinding, Question } from '../../api/types';
import { type Message, message, t } from '../../i18n';
import { count } from '../../kit/format';
import { weekdays } from '../../kit/weekdays';

interface Words {
  kind: Message;
  open: Message;
  clear: Message;
  step: Message;
  to: string;
}

const poor = message('Poor handoff');
const goals = message('Mismatched goals');
const silent = message('Too little communication');
const view = message('No shared view');

export const signs: Record<string, Words> = {
  slow_responses: {
    kind: poor,
    open: message('Handoffs wait longer than promised'),
    clear: message('Handoffs are answered in time'),
    step: message('Plan cover'),
    to: '/settings/teams',
  },
  rejected_leads: {
    kind: goals,
    open: message('Sales rejects what one source brings'),
    clear: message('No source is rejected beyond the normal'),
    step: message('Open in the backtest lab'),
    to: '/lab',
  },
  unreasoned_rejections: {
    kind: poor,
    open: message('Rejections come without a reason'),
    clear: message('Rejections carry their reason'),
    step: message('Ask for the reasons'),
    to: '/handoffs',
  },
  unanswered_rejections: {
    kind: silent,
    open: message('Marketing does not answer rejections'),
    clear: message('Marketing answers rejections'),
    step: message('Answer them'),
    to: '/feedback',
  },
  unowned_contacts: {
    kind: poor,
    open: message('Qualified contacts have no owner or no clock'),
    clear: message('Everybody qualified has an owner and a clock'),
    step: message('Give them an owner'),
    to: '/leaks',
  },
  more_mqls_fewer_accepted: {
    kind: goals,
    open: message('More MQLs, fewer accepted'),
    clear: message('MQLs and accepted handoffs go together'),
    step: message('Open in the backtest lab'),
    to: '/lab',
  },
  mismatched_goals: {
    kind: goals,
    open: message('The teams are measured on different things'),
    clear: message('Both teams have a goal of revenue'),
    step: message('Set a shared goal'),
    to: '/alignment#goals',
  },
  stage_disagreement: {
    kind: view,
    open: message('People set stages that the agreement does not'),
    clear: message('Stages are as agreed'),
    step: message('Change the definition'),
    to: '/agreement',
  },
  definition_drift: {
    kind: message('Definition drift'),
    open: message('The definition no longer brings what it did'),
    clear: message('Definitions are stable'),
    step: message('Open in the backtest lab'),
    to: '/lab',
  },
  approached_twice: {
    kind: poor,
    open: message('Both teams approach the same people'),
    clear: message('Nobody is approached by both teams at once'),
    step: message('Add a rule of engagement'),
    to: '/agreement',
  },
  unanswered_mentions: {
    kind: silent,
    open: message('Colleagues who are called do not answer'),
    clear: message('Colleagues answer when called'),
    step: message('See who waits'),
    to: '/alignment/unanswered_mentions',
  },
};

const unknown: Words = {
  kind: silent,
  open: message('A warning sign'),
  clear: message('A warning sign'),
  step: message('Look at it'),
  to: '/alignment',
};

export const wordsOf = (sign: Pick<Sign, 'key'>): Words => signs[sign.key] ?? unknown;

export const titleOf = (sign: Pick<Sign, 'key' | 'state'>): string =>
  t(sign.state === 'open' ? wordsOf(sign).open : wordsOf(sign).clear);

const days: Record<string, Message> = Object.fromEntries(weekdays.map((day) => [day, day]));

const teams: Record<string, Message> = { marketing: message('Marketing'), sales: message('Sales') };
const clocks: Record<string, Message> = {
  response: message('All responses'),
  acceptance: message('All acceptances'),
};

// "Friday", "Bought list", "All".
export function subjectOf(finding: Pick<SignFinding, 'dimension' | 'subject'>): string {
  const { dimension, subject } = finding;
  const clock = clocks[dimension];
  if (clock) return t(clock);
  if (subject === '') return t('All');
  if (dimension === 'version') return t('Version {{version}}', { version: subject });
  const words = dimension === 'weekday' ? days : dimension === 'team' ? teams : {};
  const known = words[subject];
  return known ? t(known) : subject;
}

const whole = (share: number): number => Math.round(share * 100);

// One finding in one sentence, with its two numbers and what it is held against.
export function sentenceOf(sign: Pick<Sign, 'key'>, finding: SignFinding): string {
  const subject = subjectOf(finding);
  const numbers = {
    subject,
    some: count(finding.numerator),
    all: count(finding.denominator),
    normal: whole(finding.normal),
  };
  switch (sign.key) {
    case 'more_mqls_fewer_accepted':
      return t('MQLs {{up}} % of before, accepted {{down}} %.', {
        up: whole(finding.normal),
        down: whole(finding.value),
      });
    case 'mismatched_goals':
      return t('{{subject}}: {{some}} of {{all}} goals are of revenue.', numbers);
    case 'unowned_contacts':
      return t('{{some}} of {{all}} have nobody, or no clock.', numbers);
    case 'slow_responses':
      return finding.dimension === 'weekday'
        ? t('{{subject}}: {{some}} of {{all}} were late; other days {{normal}} %.', numbers)
        : t('{{subject}}: {{some}} of {{all}} were late; {{normal}} % is the limit.', numbers);
    case 'rejected_leads':
    case 'definition_drift':
      return t('{{subject}}: {{some}} of {{all}} were rejected; normal is {{normal}} %.', numbers);
    default:
      return t('{{some}} of {{all}}; {{normal}} % is the limit.', numbers);
  }
}

export const tooLittle = (sign: Pick<Sign, 'n'>): string => t('not enough data (n = {{n}})', { n: sign.n });

export const questions: Record<
  Question['key'],
  { asks: Message; says: Message; lacks: Message; act: Message }
> = {
  shared: {
    asks: message('Does sales know what marketing shared with this lead?'),
    says: message('handoffs of 90 days came with what the buyer had seen and read'),
    lacks: message('Whether it was opened before the first call is not recorded yet.'),
    act: message('The handoffs'),
  },
  assets: {
    asks: message('Does marketing know which assets sales uses to close?'),
    says: message('deals won in 90 days had an asset in play'),
    lacks: message('A library of assets does not exist yet; what is shared and read is.'),
    act: message('By asset'),
  },
  talk: {
    asks: message('Do the teams talk regularly?'),
    says: message('weeks in which both teams wrote on the same record'),
    lacks: message('Joint reviews do not exist yet.'),
    act: message('Write to somebody'),
  },
  help: {
    asks: message('How can each help the other?'),
    says: message('calls to colleagues and rejections in words of 90 days still wait for a word'),
    lacks: message('Requests for content do not exist yet.'),
    act: message('Answer them'),
  },
};

// The share of each week, for the chart; nothing for a week without anything.
export const weeksOf = (sign: Pick<Sign, 'trend'>): (number | undefined)[] =>
  sign.trend.map((week) => (week.denominator === 0 ? undefined : week.numerator / week.denominator));
