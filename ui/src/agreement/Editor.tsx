// The text and, beside it, what the server says about it while one types. Nothing typed is lost:
// the draft is kept in this browser until it is saved.
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { post, write } from '../api/client';
import type { Agreement, AgreementCheck, AgreementRow } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useGo } from '../kit/nav';
import { Button, Card, LinkButton } from '../kit/parts';
import { saidBy, Trouble } from '../kit/states';
import { DraftCard } from './AgreementRail';
import { CheckResult } from './CheckResult';
import { baseOf, isOpen, placeOf, shownVersion } from './model';

const kept = (version: string): string => `baton-draft-${version}`;

function useLiveCheck(text: string) {
  const [check, setCheck] = useState<AgreementCheck | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    const latest = { current: true };
    const timer = setTimeout(() => {
      post<AgreementCheck>('/agreements/check', { text }).then(
        (found) => {
          if (latest.current) {
            setCheck(found);
            setError(null);
          }
        },
        (problem: unknown) => {
          if (latest.current) setError(saidBy(problem));
        },
      );
    }, 350);
    return () => {
      latest.current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return { check, error };
}

function useSave(agreement: Agreement, text: string) {
  const go = useGo();
  const draft = isOpen(agreement);
  return useAct({
    send: async () => {
      if (!draft) return post<{ version: string }>('/agreements', { text });
      await write('PUT', `/agreements/${agreement.version}`, { text });
      return { version: agreement.version };
    },
    done: (_none: undefined, { version }) => t('{{version}} was saved', { version: shownVersion(version) }),
    stale: () => [['agreements'], ['agreement']],
    after: ({ version }) => {
      localStorage.removeItem(kept(agreement.version));
      if (!draft) go(`/agreement/${version}/text`);
    },
  });
}

export function Editor({ agreement, rows }: { agreement: Agreement; rows: AgreementRow[] }) {
  const [text, setText] = useState(() => localStorage.getItem(kept(agreement.version)) ?? agreement.text);
  const area = useRef<HTMLTextAreaElement>(null);
  const { check, error } = useLiveCheck(text);
  const save = useSave(agreement, text);
  const changed = text !== agreement.text;
  const change = (next: string) => {
    setText(next);
    localStorage.setItem(kept(agreement.version), next);
  };
  const forget = () => {
    setText(agreement.text);
    localStorage.removeItem(kept(agreement.version));
  };
  const show = (line: number, column: number) => {
    const { start, end } = placeOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };
  const base = baseOf(rows, agreement.version);
  return (
    <div className="scroll twocolumn">
      <div className="stack gap12">
        <div className="row wrap">
          <label htmlFor="agreement-text" className="body13 medium">
            {isOpen(agreement)
              ? t('Text of {{version}}', { version: shownVersion(agreement.version) })
              : t('Change the text to make a draft; {{version}} stays as it is', {
                  version: shownVersion(agreement.version),
                })}
          </label>
          <span className="grow" />
          {changed && (
            <Button small kind="ghost" onClick={forget}>
              {t('Drop my changes')}
            </Button>
          )}
          {isOpen(agreement) && base && (
            <LinkButton small to={`/agreement/compare/${base}..${agreement.version}`}>
              {t('Compare')}
            </LinkButton>
          )}
          <Button
            small
            kind="filled"
            icon={IconDeviceFloppy}
            disabled={!changed || save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            {isOpen(agreement) ? t('Save draft') : t('Make it a draft')}
          </Button>
        </div>
        {save.error && (
          <Trouble error={save.error} what={t('The draft was not saved; your text is still here.')} />
        )}
        <textarea
          id="agreement-text"
          ref={area}
          className="editor mono"
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
      <aside className="stack gap16" aria-label={t('Check')}>
        {error && (
          <Card title={t('Check')}>
            <p className="small">{error}</p>
          </Card>
        )}
        {check && <CheckResult check={check} onShow={show} />}
        {isOpen(agreement) && <DraftCard draft={agreement} rows={rows} />}
      </aside>
    </div>
  );
}
