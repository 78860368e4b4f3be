// Who did one thing after another: steps in the words of the agreement, people counted step by step.
import { Select } from '@mantine/core';
import { IconDownload, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../i18n';
import { useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Segments } from '../kit/parts';
import { Empty, Trouble, Waiting } from '../kit/states';
import { Problem } from '../api/client';
import { useFunnel } from './asking';
import { FunnelView } from './FunnelView';
import { byNames, csvOf, examples, placeOf, searchOf, stepsIn, windows, wishOf } from './model';
import type { By } from './shapes';
import { Steps } from './Steps';

export function FunnelsPage() {
  const [search, change] = useAddress();
  const steps = stepsIn(search);
  const funnel = useFunnel(wishOf(search));
  const wrong = funnel.error instanceof Problem ? funnel.error : undefined;
  const elsewhere =
    funnel.error != null && !wrong?.places.some((place) => place.pointer?.startsWith('/steps/'));
  // While a step is wrong the last answer stays, dimmed.
  const [last, keep] = useState(funnel.data);
  if (funnel.data && funnel.data !== last) keep(funnel.data);
  const found = steps.length > 0 ? last : undefined;
  return (
    <>
      <PageHead title={t('Funnels')} sub={t('Who did one thing after another, each in its time')}>
        {found && (
          <a
            className="button desk"
            download="funnel.csv"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(found))}`}
          >
            <IconDownload className="icon" aria-hidden="true" />
            {t('CSV')}
          </a>
        )}
      </PageHead>
      {steps.length > 0 && <Choices />}
      {steps.length === 0 ? (
        <Nothing onPick={(next) => change(searchOf(next))} />
      ) : (
        <div className="scroll pad">
          <div className="funnels" aria-busy={funnel.isFetching}>
            <Steps
              steps={steps}
              problemAt={(at) => wrong?.at(placeOf(steps, at))}
              onChange={(next) => change(searchOf(next))}
            />
            <div className="stack gap16">
              {elsewhere && <Trouble error={funnel.error} onRetry={() => void funnel.refetch()} />}
              {!found && funnel.isFetching && <Waiting lines={5} />}
              {found && (
                <FunnelView funnel={found} stale={funnel.error != null || funnel.isPlaceholderData} />
              )}
            </div>
          </div>
        </div>
      )}
    </>
  );
}

function Nothing({ onPick }: { onPick: (steps: string[]) => void }) {
  return (
    <Empty
      icon={IconFilter}
      title={t('Build your first funnel')}
      action={examples.map((example) => (
        <Button key={example.title} onClick={() => onPick(example.steps)}>
          {t(example.title)}
        </Button>
      ))}
    >
      {t(
        'A step is what somebody did, written as in the agreement: page_view where path starts with "/pricing". Baton counts how many people took each step after the one before, and how long it took them.',
      )}
    </Empty>
  );
}

function Choices() {
  const [search, change] = useAddress();
  const dates: ['from' | 'to', string][] = [
    ['from', t('Began from')],
    ['to', t('Until before')],
  ];
  return (
    <div className="toolbar">
      <Select
        aria-label={t('Time for a step')}
        size="sm"
        w={160}
        data={windows.map(([value, word]) => ({ value, label: t(word) }))}
        value={search['within'] ?? '30d'}
        allowDeselect={false}
        onChange={(next) => next && change({ within: next === '30d' ? undefined : next })}
      />
      <Segments
        label={t('Time runs from')}
        value={search['window'] === 'first' ? 'first' : 'previous'}
        options={[
          ['previous', t('The step before')],
          ['first', t('The first step')],
        ]}
        onPick={(window) => change({ window: window === 'first' ? window : undefined })}
      />
      <Select
        aria-label={t('Rows by')}
        size="sm"
        w={140}
        data={byNames.map(([value, word]) => ({ value, label: t(word) }))}
        value={(search['by'] ?? '') as '' | By}
        allowDeselect={false}
        onChange={(by) => change({ by: by || undefined })}
      />
      {dates.map(([name, word]) => (
        <label key={name} className="row small second nowrap">
          {word}{' '}
          <input
            type="date"
            className="inlinefield"
            value={search[name] ?? ''}
            onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
          />
        </label>
      ))}
    </div>
  );
}
