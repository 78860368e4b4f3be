// Which companies stand above and below, and what the deals of all of them come to.
import { Select } from '@mantine/core';
import { useState } from 'react';
import { write } from '../api/client';
import { flat, useCompanies } from '../api/hooks';
import type { Company } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count, money } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Button, Card, Facts } from '../kit/parts';
import { Trouble } from '../kit/states';

export function CompanyGroup({ company }: { company: Company }) {
  const { totals, children, above } = company;
  const [choosing, setChoosing] = useState(false);
  const whole = above.length + children.length > 0;
  return (
    <Card
      title={t('Company group')}
      aside={
        !choosing && (
          <Button small onClick={() => setChoosing(true)}>
            {above.length > 0 ? t('Change parent company') : t('Set parent company')}
          </Button>
        )
      }
    >
      {choosing && <ParentPick company={company} onClose={() => setChoosing(false)} />}
      {above.length > 0 && (
        <nav className="row gap6 wrap small" aria-label={t('Companies above')}>
          {above.map((one) => (
            <span key={one.id} className="row gap6">
              <Anchor to={`/companies/${one.id}`} className="link">
                {one.name}
              </Anchor>
              <span className="third">›</span>
            </span>
          ))}
          <span>{company.name}</span>
        </nav>
      )}
      {!whole && !choosing && (
        <p className="small third">{t('No parent company and none below. Deals then add up here.')}</p>
      )}
      {children.length > 0 && (
        <>
          <Facts
            rows={[
              [t('Companies'), count(totals.companies)],
              [
                t('Open deals'),
                t('{{number}}, {{amount}}', { number: count(totals.open_deals), amount: money(totals.open) }),
              ],
              [t('Weighted'), money(totals.weighted)],
              [
                t('Won'),
                t('{{number}}, {{amount}}', { number: count(totals.won_deals), amount: money(totals.won) }),
              ],
            ]}
          />
          <ul aria-label={t('Companies below')}>
            {children.map((child) => (
              <li key={child.id} className="line" style={{ paddingLeft: 0, paddingRight: 0 }}>
                <Anchor to={`/companies/${child.id}`} className="grow medium">
                  {child.name}
                </Anchor>
                <span className="small third figures">
                  {t('{{open}} open, {{won}} won', {
                    open: money(child.totals.open),
                    won: money(child.totals.won),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function ParentPick({ company, onClose }: { company: Company; onClose: () => void }) {
  const [q, setQ] = useState('');
  const found = flat(useCompanies({ q, sort: 'name' }).data);
  const save = useAct({
    send: (parent: string | null) =>
      write<{ undo?: string }>('PATCH', `/companies/${company.id}`, {
        ...(parent ? { parent } : { properties: { parent: null } }),
        version: company.version,
      }),
    done: () => t('{{label}} was changed', { label: t('Parent company') }),
    stale: () => [['company'], ['companies']],
    after: onClose,
  });
  return (
    <div className="stack gap6">
      {save.error && <Trouble error={save.error} />}
      <Select
        label={t('Parent company')}
        size="sm"
        searchable
        autoFocus
        data={found.filter((row) => row.id !== company.id).map((row) => ({ value: row.id, label: row.name }))}
        onSearchChange={setQ}
        nothingFoundMessage={t('Nobody found')}
        onChange={(parent) => parent && save.mutate(parent)}
      />
      <div className="row">
        {company.above.length > 0 && (
          <Button small onClick={() => save.mutate(null)}>
            {t('No parent company')}
          </Button>
        )}
        <Button small onClick={onClose}>
          {t('Cancel')}
        </Button>
      </div>
    </div>
  );
}
