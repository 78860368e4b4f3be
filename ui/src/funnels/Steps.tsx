// The steps as they are written, checked while one types.
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../i18n';
import { Button } from '../kit/parts';
import { moved, stepsMax } from './model';

interface StepsProps {
  steps: string[];
  problemAt: (at: number) => string | undefined;
  onChange: (steps: string[]) => void;
}

export function Steps({ steps, problemAt, onChange }: StepsProps) {
  const [adds, setAdds] = useState(false);
  const shown = adds ? [...steps, ''] : steps;
  const put = (at: number, step: string) => {
    setAdds(adds && at !== steps.length);
    onChange(shown.map((one, place) => (place === at ? step : one)).filter(Boolean));
  };
  return (
    <section className="stack gap12" aria-label={t('Steps')}>
      <ol className="stack gap12">
        {shown.map((step, at) => (
          <li key={at} className="stack gap4">
            <div className="row gap6">
              <span className="small third figures" aria-hidden="true">
                {at + 1}
              </span>
              <StepText
                step={step}
                number={at + 1}
                problem={problemAt(at)}
                focus={adds && at === steps.length}
                onWrite={(text) => put(at, text)}
              />
              <Places
                number={at + 1}
                first={at === 0}
                last={at >= steps.length - 1}
                onMove={(by) => onChange(moved(steps, at, at + by))}
                onRemove={() => (at === steps.length ? setAdds(false) : put(at, ''))}
              />
            </div>
            {problemAt(at) && (
              <p className="small bad" id={`step${at + 1}problem`} role="status">
                {problemAt(at)}
              </p>
            )}
          </li>
        ))}
      </ol>
      {shown.length < stepsMax && !adds && (
        <div>
          <Button small kind="ghost" icon={IconPlus} onClick={() => setAdds(true)}>
            {t('Add a step')}
          </Button>
        </div>
      )}
      <p className="small third">
        {t(
          'Kinds of touches, then where and within: "Form Submitted" where campaign = "Spring" within 7 days.',
        )}
      </p>
    </section>
  );
}

const waitMs = 400;

interface StepTextProps {
  step: string;
  number: number;
  problem: string | undefined;
  focus: boolean;
  onWrite: (text: string) => void;
}

function StepText({ step, number, problem, focus, onWrite }: StepTextProps) {
  const [typed, type] = useState<string | null>(null);
  // While one types, the figures follow a moment later.
  useEffect(() => {
    if (typed === null || typed.trim() === '' || typed === step) return;
    const timer = setTimeout(() => onWrite(typed), waitMs);
    return () => clearTimeout(timer);
  });
  return (
    <input
      className="inlinefield grow mono"
      aria-label={t('Step {{number}}', { number })}
      aria-invalid={problem !== undefined}
      aria-describedby={problem ? `step${number}problem` : undefined}
      spellCheck={false}
      autoFocus={focus}
      value={typed ?? step}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== null && typed !== step) onWrite(typed.trim());
        type(null);
      }}
    />
  );
}

interface PlacesProps {
  number: number;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function Places({ number, first, last, onMove, onRemove }: PlacesProps) {
  return (
    <span className="row gap4">
      <Button
        small
        kind="ghost"
        icon={IconArrowUp}
        label={t('Move step {{number}} up', { number })}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <Button
        small
        kind="ghost"
        icon={IconArrowDown}
        label={t('Move step {{number}} down', { number })}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <Button
        small
        kind="ghost"
        icon={IconTrash}
        label={t('Remove step {{number}}', { number })}
        onClick={onRemove}
      />
    </span>
  );
}
