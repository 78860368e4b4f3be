// What the teams told each other about this handoff: praise, a rejection and what was said to it.
import { Textarea } from '@mantine/core';
import { IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../../api/client';
import type { HandoffCard, Undoable } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { full, moment } from '../../kit/format';
import { Avatar, Button, Card, Chip } from '../../kit/parts';
import { Trouble } from '../../kit/states';
import { useViewer } from '../../session/parts/viewer';
import { answerDone, answerLook, type Said, saysMine } from './feedback';

export function Feedback({ card }: { card: HandoffCard }) {
  const { feedback } = card;
  const rejected = card.state === 'rejected';
  const told = feedback.praise !== null || feedback.answers.length > 0 || feedback.thread.length > 0;
  if (!told && !rejected) return null;
  return (
    <Card
      title={rejected ? t('What was said to the rejection') : t('Feedback')}
      aside={
        rejected && feedback.answers.length === 0 && feedback.answer_owner ? (
          <span className="small second">
            {t('{{name}} is to answer', { name: feedback.answer_owner.name })}
          </span>
        ) : undefined
      }
    >
      <div className="stack gap12">
        {feedback.praise && (
          <p className="row wrap body13">
            <Chip tone="accepted" icon={IconThumbUp}>
              {t('Great lead: {{reason}}', { reason: feedback.praise.reason })}
            </Chip>
            <span className="second">{feedback.praise.by?.name}</span>
            <span className="third small" title={full(feedback.praise.at)}>
              {moment(feedback.praise.at)}
            </span>
          </p>
        )}
        <Answers card={card} />
        <Thread card={card} />
        <Say card={card} />
      </div>
    </Card>
  );
}

function Answers({ card }: { card: HandoffCard }) {
  return (
    <>
      {card.feedback.answers.map((answer) => {
        const look = answerLook[answer.answer];
        return (
          <p key={answer.at} className="row wrap body13">
            <Chip tone={look.tone} icon={look.icon}>
              {t(look.word)}
            </Chip>
            <span className="second">{answer.by?.name}</span>
            <span className="third small" title={full(answer.at)}>
              {moment(answer.at)}
            </span>
          </p>
        );
      })}
    </>
  );
}

function Thread({ card }: { card: HandoffCard }) {
  if (card.feedback.thread.length === 0) return null;
  return (
    <ol className="stack gap8" aria-label={t('Thread')}>
      {card.feedback.thread.map((note) => (
        <li key={note.id} className="row body13" style={{ alignItems: 'flex-start' }}>
          <Avatar name={note.by?.name ?? ''} team={note.by?.team ?? null} size="small" />
          <div className="grow">
            <span className="medium">{note.by?.name ?? t('somebody')}</span>{' '}
            <span className="third small" title={full(note.at)}>
              {moment(note.at)}
            </span>
            <p>{note.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

// One field for words, and a button for each answer that whoever is signed in may give.
function Say({ card }: { card: HandoffCard }) {
  const { user } = useViewer();
  const [text, setText] = useState('');
  const contact = card.contact.id;
  const act = useAct({
    send: (answer: Said | null) =>
      answer === null
        ? post<Undoable>(`/handoffs/${contact}/thread`, { text })
        : post<Undoable>(`/handoffs/${contact}/answer`, { answer, note: text }),
    done: (answer) => (answer === null ? undefined : t(answerDone[answer], { name: card.contact.name })),
    stale: () => [['handoff', contact], ['handoffs'], ['rejections'], ['feedback'], ['timeline', contact]],
    after: () => setText(''),
  });
  const mine = saysMine(card.feedback.may_answer, user.role);
  return (
    <div className="stack gap8">
      <Textarea
        label={mine.length > 0 ? t('Say why; @Name calls a colleague') : t('Write; @Name calls a colleague')}
        rows={2}
        autosize={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="row wrap">
        {mine.map((answer) => (
          <Button
            key={answer}
            small
            icon={answerLook[answer].icon}
            disabled={act.isPending || (answerLook[answer].needsWords && text.trim() === '')}
            onClick={() => act.mutate(answer)}
          >
            {t(answerLook[answer].verb)}
          </Button>
        ))}
        <Button
          small
          kind="ghost"
          disabled={act.isPending || text.trim() === ''}
          onClick={() => act.mutate(null)}
        >
          {t('Write a note')}
        </Button>
      </div>
      {act.error && <Trouble error={act.error} what={t('It was not saved.')} />}
    </div>
  );
}
