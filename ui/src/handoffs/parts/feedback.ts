// How answers to a rejection look and are said, and who may give which.
import { IconCheck, IconMessageQuestion, IconRefresh, IconTool, IconX } from '@tabler/icons-react';
import type { Role } from '../../api/types';
import type { AnswerView } from '../../api/schema';
import { type Message, message } from '../../i18n';
import type { Icon, Tone } from '../../kit/parts';

export type Said = AnswerView['answer'];

interface Look {
  word: Message;
  verb: Message;
  tone: Tone;
  icon: Icon;
  needsWords: boolean;
}

export const answerLook: Record<Said, Look> = {
  agreed: {
    word: message('Marketing agrees'),
    verb: message('Agree'),
    tone: 'offered',
    icon: IconCheck,
    needsWords: false,
  },
  changed: {
    word: message('Marketing changed something'),
    verb: message('Say what changes'),
    tone: 'accepted',
    icon: IconTool,
    needsWords: true,
  },
  disputed: {
    word: message('Disputed by marketing'),
    verb: message('Dispute'),
    tone: 'soon',
    icon: IconMessageQuestion,
    needsWords: true,
  },
  upheld: {
    word: message('Sales stands by it'),
    verb: message('Stand by it'),
    tone: 'rejected',
    icon: IconX,
    needsWords: true,
  },
  reopened: {
    word: message('Taken back by sales'),
    verb: message('Take it back'),
    tone: 'accepted',
    icon: IconRefresh,
    needsWords: false,
  },
};

export const answerDone: Record<Said, Message> = {
  agreed: message('The rejection of {{name}} stands'),
  changed: message('The rejection of {{name}} stands, and something changes'),
  disputed: message('You disputed the rejection of {{name}}'),
  upheld: message('The rejection of {{name}} stands'),
  reopened: message('{{name}} waits for an answer again'),
};

const ofSales: Said[] = ['upheld', 'reopened'];

// Marketing answers, sales settles; who leads both may do either.
export const saysMine = (may: string[], role: Role): Said[] =>
  (Object.keys(answerLook) as Said[]).filter(
    (answer) =>
      may.includes(answer) &&
      !(role === 'marketer' && ofSales.includes(answer)) &&
      !(role === 'rep' && !ofSales.includes(answer)),
  );
