// What one draft says with other numbers: its base, a slider for each number, what is in force beside it.
import { Select, Slider } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { shownVersion } from '../agreement/parts/signing';
import type { AgreementRow } from '../api/types';
import { t } from '../i18n';
import { Button, Segments } from '../kit/parts';
import type { Base } from './asking';
import { type Draft, freeLetter, type Letter, nameOf, rangeOf, tokenOf, twinOf, withEdit } from './drafts';
import type { Parameter } from './shapes';
import { suggested, type Tries, withTry } from './tries';
import { TryValues } from './TryValues';

interface ControlsProps {
  rows: AgreementRow[];
  drafts: Draft[];
  shown: Draft;
  base: Base | undefined;
  inForce: Base | undefined;
  tries: Tries;
  onShow: (letter: Letter) => void;
  onChange: (drafts: Draft[], shown?: Letter) => void;
  onTry: (tries: Tries) => void;
}

export function Controls(props: ControlsProps) {
  const { rows, drafts, shown, base, inForce, tries, onShow, onChange, onTry } = props;
  const put = (draft: Draft) => onChange(drafts.map((one) => (one.letter === draft.letter ? draft : one)));
  const free = freeLetter(drafts);
  // On a phone the answers come first, the numbers when one opens them.
  const [wide] = useState(() => window.matchMedia('(min-width: 769px)').matches);
  const add = () =>
    free && onChange([...drafts, { letter: free, base: shown.base, edits: shown.edits }], free);
  const remove = () => onChange(drafts.filter((one) => one !== shown));
  return (
    <section className="stack gap12" aria-label={t('Drafts')}>
      <div className="row">
        <Segments
          label={t('Which draft')}
          value={shown.letter}
          options={drafts.map((draft): [Letter, string] => [draft.letter, nameOf(draft.letter)])}
          onPick={onShow}
        />
        <span className="grow" />
        {free && (
          <Button
            small
            kind="ghost"
            icon={IconPlus}
            label={t('Add a draft')}
            title={t('Add a draft')}
            onClick={add}
          />
        )}
        {drafts.length > 1 && (
          <Button
            small
            kind="ghost"
            icon={IconTrash}
            label={t('Remove draft {{letter}}', { letter: nameOf(shown.letter) })}
            onClick={remove}
          />
        )}
      </div>
      <Select
        label={t('Draft {{letter}} begins with', { letter: nameOf(shown.letter) })}
        size="xs"
        data={basesOf(rows)}
        value={shown.base}
        allowDeselect={false}
        onChange={(next) => next && put({ ...shown, base: next, edits: new Map() })}
      />
      {base && (
        <details open={wide}>
          <summary className="phone small medium">{t('Numbers of the draft')}</summary>
          <Numbers
            key={`${shown.letter}${shown.base}`}
            draft={shown}
            base={base}
            inForce={inForce}
            tries={tries}
            onChange={put}
            onTry={onTry}
          />
        </details>
      )}
    </section>
  );
}

function basesOf(rows: AgreementRow[]) {
  return [
    { value: 'in-force', label: t('What is in force') },
    ...rows
      .filter((row) => row.state !== 'in_force')
      .map((row) => ({ value: row.version, label: `${shownVersion(row.version)} · ${row.name}` })),
  ];
}

interface NumbersProps {
  draft: Draft;
  base: Base;
  inForce: Base | undefined;
  tries: Tries;
  onChange: (draft: Draft) => void;
  onTry: (tries: Tries) => void;
}

function Numbers({ draft, base, inForce, tries, onChange, onTry }: NumbersProps) {
  if (base.parameters.length === 0)
    return <p className="small third">{t('This version has no numbers to change.')}</p>;
  return (
    <div className="stack gap12" style={{ '--mine': `var(${tokenOf(draft.letter)})` } as React.CSSProperties}>
      <div className="row between small second">
        <span>{t('Drag or type; the figures answer at once.')}</span>
        {draft.edits.size > 0 && (
          <button
            type="button"
            className="link small"
            onClick={() => onChange({ ...draft, edits: new Map() })}
          >
            {t('Reset')}
          </button>
        )}
      </div>
      {base.parameters.map((parameter, index) => (
        <div key={`${parameter.line}:${parameter.column}`} className="parameter">
          {parameter.clause !== base.parameters[index - 1]?.clause && (
            <p className="small second">{parameter.clause}</p>
          )}
          <Knob
            parameter={parameter}
            value={draft.edits.get(index) ?? parameter.text}
            twin={inForce && twinOf(parameter, base.parameters, inForce.parameters)}
            onChange={(value) => onChange(withEdit(draft, index, value, parameter.text))}
          />
          <TryValues
            parameter={parameter}
            values={tries.get(index)}
            onTry={(values) => onTry(withTry(tries, index, values))}
            suggest={() => suggested(parameter, draft.edits.get(index) ?? parameter.text)}
          />
        </div>
      ))}
    </div>
  );
}

const waitMs = 150;

function Knob({
  parameter,
  value,
  twin,
  onChange,
}: {
  parameter: Parameter;
  value: string;
  twin: Parameter | undefined;
  onChange: (value: string) => void;
}) {
  const [dragged, setDragged] = useState<string | null>(null);
  const range = rangeOf(parameter, [twin ? Number(twin.text) : 0]);
  const shown = dragged ?? value;
  // While one drags, the figures follow a moment later.
  useEffect(() => {
    if (dragged === null || dragged === value) return;
    const timer = setTimeout(() => onChange(dragged), waitMs);
    return () => clearTimeout(timer);
  });
  const name = `${parameter.clause}, ${parameter.label}`;
  const unit = parameter.unit ?? '';
  return (
    <>
      <div className="row between body13">
        <span>{parameter.label}</span>
        <span className="row gap6">
          <input
            className="inlinefield knob"
            type="number"
            aria-label={name}
            step={range.step}
            min={range.min < 0 ? undefined : range.min}
            value={shown}
            onChange={(event) => event.currentTarget.value !== '' && setDragged(event.currentTarget.value)}
            onBlur={() => setDragged(null)}
          />
          {unit}
        </span>
      </div>
      <Slider
        size="xs"
        thumbSize={14}
        label={null}
        {...range}
        max={Math.max(range.max, Number(shown))}
        value={Number(shown)}
        thumbLabel={name}
        marks={twin ? [{ value: Number(twin.text) }] : []}
        onChange={(next) => setDragged(String(Math.round(next * 1e6) / 1e6))}
        onChangeEnd={(next) => {
          setDragged(null);
          onChange(String(Math.round(next * 1e6) / 1e6));
        }}
      />
      {twin && Number(twin.text) !== Number(shown) && (
        <span className="small third">
          {t('in force {{value}}', { value: `${twin.text} ${twin.unit ?? ''}`.trim() })}
        </span>
      )}
    </>
  );
}
