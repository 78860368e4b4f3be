// How a handoff's state and clock look: always an icon and a word, never colour alone.
import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClock,
  IconClockExclamation,
  IconClockOff,
  IconHourglass,
  IconRecycle,
  IconTrophy,
  IconX,
} from '@tabler/icons-react';
import type { ClockState, Escalation, Handoff, HandoffState } from '../../api/types';
import { type Message, message, t } from '../../i18n';
import { duration, moment } from '../../kit/format';
import type { Icon, Tone } from '../../kit/parts';

export interface Look {
  word: Message;
  tone: Tone;
  icon: Icon;
}

export const stateLook: Record<HandoffState, Look> = {
  offered: { word: message('Waiting'), tone: 'offered', icon: IconClock },
  accepted: { word: message('Accepted'), tone: 'accepted', icon: IconCheck },
  rejected: { word: message('Rejected'), tone: 'rejected', icon: IconX },
  recycled: { word: message('Recycled'), tone: 'recycled', icon: IconRecycle },
  expired: { word: message('Expired'), tone: 'offered', icon: IconClockOff },
  converted: { word: message('Became a deal'), tone: 'accepted', icon: IconTrophy },
  withdrawn: { word: message('Withdrawn'), tone: 'offered', icon: IconArrowBackUp },
  disqualified: { word: message('Disqualified'), tone: 'offered', icon: IconBan },
};

const clockLook: Record<ClockState, { tone: Tone; icon: Icon }> = {
  waiting: { tone: 'offered', icon: IconClock },
  due_soon: { tone: 'soon', icon: IconHourglass },
  breached: { tone: 'breached', icon: IconClockExclamation },
  answered: { tone: 'accepted', icon: IconCheck },
  closed: { tone: 'offered', icon: IconCheck },
};

export const escalationWords: Record<Escalation['action'], Message> = {
  warning: message('{{name}} was warned that the time runs out'),
  notify_owner: message('{{name}} was told that the promise is broken'),
  notify_manager: message('{{name}} was told, as manager'),
  notify_alignment_lead: message('{{name}} was told, as alignment lead'),
  reassign: message('It went to {{name}}'),
};

export interface ClockView {
  text: string;
  tone: Tone;
  icon: Icon;
}

// What the chip says now. The server's words stand while nothing ticks; an open clock counts down here.
export function clockOf(handoff: Handoff, now: number): ClockView {
  const { state, text } = handoff.clock;
  // An answered handoff has no clock that runs against it, even while it is not accepted.
  if (handoff.state !== 'offered' || state === 'answered' || !handoff.due_at)
    return { text, ...clockLook[state] };
  const minutes = (Date.parse(handoff.due_at) - now) / 60_000;
  if (minutes < 0) return { text: t('{{time}} late', { time: duration(-minutes) }), ...clockLook.breached };
  if (minutes > 24 * 60) return { text: moment(handoff.due_at, now), ...clockLook[state] };
  return { text: t('{{time}} left', { time: duration(minutes) }), ...clockLook[state] };
}

// The share of the promised time that is already used, for the bar.
export function usedOf(handoff: Handoff, now: number): number {
  if (!handoff.due_at) return 0;
  const start = Date.parse(handoff.offered_at);
  const whole = Date.parse(handoff.due_at) - start;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / whole));
}
