import { Select } from '@mantine/core';
import { IconAffiliate, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Query } from '../api/client';
import { t } from '../i18n';
import { shortMoney } from '../kit/format';
import { type Search, useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Glyph, LinkButton, Segments } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { useComparison } from './asking';
import { ChosenDeal } from './DealCredit';
import {
  addsUp,
  byNames,
  chosenModel,
  creditedNames,
  csvOf,
  earnedText,
  lookbacks,
  partOfTotal,
} from './model';
import { ModelComparison } from './ModelComparison';
import type { By, Comparison, Credited } from './shapes';

const questionOf = (search: Search): Query => ({
  by: search['by'] ?? 'channel',
  credit: search['credit'] ?? 'won',
  lookback: search['lookback'] ?? '90d',
  from: search['from'],
  to: search['to'],
});

export function AttributionPage() {
  const [search, change] = useAddress();
  const query = questionOf(search);
  const comparison = useComparison(query);
  const found = comparison.data;
  return (
    <>
      <PageHead
        title={t('Attribution')}
        sub={found ? earnedText(found) : t('Who is credited with what was earned')}
      >
        <Segments
          label={t('By')}
          value={(search['by'] ?? 'channel') as By}
          options={byNames.map(([by, word]): [By, string] => [by, t(word)])}
          onPick={(by) => change({ by })}
        />
        {found && found.rows.length > 0 && (
          <a
            className="button desk"
            download="attribution.csv"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(found))}`}
          >
            <IconDownload className="icon" aria-hidden="true" />
            {t('CSV')}
          </a>
        )}
      </PageHead>
      <Choices search={search} change={change} />
      <Answer of={comparison} lines={7}>
        {(answer) =>
          answer.deals === 0 ? <Nothing search={search} /> : <Shown found={answer} query={query} />
        }
      </Answer>
    </>
  );
}

function Choices({ search, change }: { search: Search; change: (next: Search) => void }) {
  const dates: ['from' | 'to', string][] = [
    ['from', t('From')],
    ['to', t('Until before')],
  ];
  return (
    <div className="toolbar">
      <Segments
        label={t('What is credited')}
        value={(search['credit'] ?? 'won') as Credited}
        options={creditedNames.map(([key, word]): [Credited, string] => [key, t(word)])}
        onPick={(credit) => change({ credit, deal: undefined })}
      />
      <Select
        aria-label={t('Look-back')}
        size="sm"
        w={180}
        data={lookbacks.map(([value, word]) => ({ value, label: t(word) }))}
        value={search['lookback'] ?? '90d'}
        allowDeselect={false}
        onChange={(next) => next && change({ lookback: next })}
      />
      {dates.map(([name, word]) => (
        <label key={name} className="row small second nowrap">
          {word}{' '}
          <input
            type="date"
            className="datefield"
            value={search[name] ?? ''}
            onChange={(event) => change({ [name]: event.currentTarget.value, deal: undefined })}
          />
        </label>
      ))}
      {(search['from'] || search['to']) && (
        <Button small kind="ghost" onClick={() => change({ from: undefined, to: undefined })}>
          {t('All time')}
        </Button>
      )}
    </div>
  );
}

function Nothing({ search }: { search: Search }) {
  return (
    <Empty
      icon={IconAffiliate}
      title={search['credit'] === 'pipeline' ? t('No deals created here yet') : t('No deals won here yet')}
      action={<LinkButton to="/deals">{t('Go to deals')}</LinkButton>}
    >
      {t('When a deal is won, this page shows which touches led to it, and how much depends on the model.')}
    </Empty>
  );
}

function Shown({ found, query }: { found: Comparison; query: Query }) {
  const [search, change] = useAddress();
  const chosen = chosenModel(found, search['model']);
  if (!chosen) return null;
  return (
    <div className="scroll pad">
      <div className="credits">
        <div className="stack gap16">
          <ModelComparison found={found} chosen={chosen} onPick={(model) => change({ model })} />
          <Tiles found={found} />
          <p className="row small second">
            <Glyph of={IconShieldCheck} />
            <span>{addsUp(found)}</span>
          </p>
          {found.deals_without_amount > 0 && (
            <p className="small third">
              {t('{{count}} deals without an amount, or without a rate, are left out.', {
                count: found.deals_without_amount,
              })}
            </p>
          )}
        </div>
        <ChosenDeal
          found={found}
          query={{ ...query, model: chosen.name }}
          wanted={search['deal']}
          onPick={(deal) => change({ deal })}
        />
      </div>
    </div>
  );
}

function Tiles({ found }: { found: Comparison }) {
  const sum = (minor: number) => shortMoney({ minor, currency: found.currency });
  return (
    <div className="tiles">
      <Tile
        title={t('Sourced by marketing')}
        figure={partOfTotal(found.sourced_minor, found)}
        note={t('first known touch, {{amount}}', { amount: sum(found.sourced_minor) })}
      />
      <Tile
        title={t('Influenced by marketing')}
        figure={partOfTotal(found.influenced_minor, found)}
        note={t('any known touch, {{amount}}', { amount: sum(found.influenced_minor) })}
      />
      <Tile
        title={t('No known touch')}
        figure={partOfTotal(found.unattributed_minor, found)}
        note={t('{{amount}}. Shown, never spread over the others', { amount: sum(found.unattributed_minor) })}
      />
    </div>
  );
}

function Tile({ title, figure, note }: { title: string; figure: string; note: ReactNode }) {
  return (
    <div className="card tile">
      <div className="small second">{title}</div>
      <div className="figure">{figure}</div>
      <div className="small third">{note}</div>
    </div>
  );
}
