import { Select } from '@mantine/core';
import { IconSpeakerphone, IconTrophy, IconUserStar } from '@tabler/icons-react';
import type { Query } from '../api/client';
import { t } from '../i18n';
import { day, money } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Card, Chip, Glyph } from '../kit/parts';
import { Answer } from '../kit/states';
import { useDealCredit } from './asking';
import { daysBetween, howWon } from './model';
import type { Comparison, CreditedTouch, DealCredit } from './shapes';

interface ChosenDealProps {
  found: Comparison;
  query: Query;
  wanted: string | undefined;
  onPick: (deal: string) => void;
}

export function ChosenDeal({ found, query, wanted, onPick }: ChosenDealProps) {
  const deal = found.largest.find((each) => each.id === wanted) ?? found.largest[0];
  if (!deal) return null;
  return (
    <Card title={found.credit === 'won' ? t('How this deal was won') : t('How this deal came about')}>
      <div className="stack gap12">
        <Select
          aria-label={t('Deal')}
          size="sm"
          searchable
          allowDeselect={false}
          data={found.largest.map((each) => ({ value: each.id, label: each.name }))}
          value={deal.id}
          onChange={(next) => next && onPick(next)}
        />
        <Loaded id={deal.id} query={query} won={found.credit === 'won'} />
      </div>
    </Card>
  );
}

function Loaded({ id, query, won }: { id: string; query: Query; won: boolean }) {
  const credit = useDealCredit(id, query);
  return (
    <Answer of={credit} lines={5}>
      {(found) => <Story credit={found} won={won} />}
    </Answer>
  );
}

function Story({ credit, won }: { credit: DealCredit; won: boolean }) {
  const sum = (minor: number) => money({ minor, currency: credit.currency });
  const first = credit.touches[0];
  return (
    <div className="stack gap12">
      <div className="stack gap4">
        <span>
          <Chip tone={won ? 'accepted' : 'outline'} icon={IconTrophy}>
            {won ? t('Won {{day}}', { day: day(credit.at) }) : t('Created {{day}}', { day: day(credit.at) })}
          </Chip>
        </span>
        <Anchor to={`/deals/${credit.id}`} className="medium">
          {credit.name}
        </Anchor>
        <span className="row wrap">
          <span className="figure">{sum(credit.amount_minor)}</span>
          {first && (
            <span className="small second">
              {howWon(credit.touches.length, credit.people, daysBetween(first.at, credit.at))}
            </span>
          )}
        </span>
      </div>
      {first ? (
        <>
          <Sides credit={credit} />
          <ol className="timeline">
            {credit.touches.map((touch, at) => (
              <Touch key={`${touch.at}-${at}`} touch={touch} amount={sum(touch.credit_minor)} />
            ))}
          </ol>
        </>
      ) : (
        <p className="second">
          {t('No known touch within the look-back: nobody is credited with this deal.')}
        </p>
      )}
    </div>
  );
}

function Sides({ credit }: { credit: DealCredit }) {
  const sum = (minor: number) => money({ minor, currency: credit.currency });
  const marketing = t('Marketing touches {{amount}}', { amount: sum(credit.marketing_minor) });
  const sales = t('Sales touches {{amount}}', { amount: sum(credit.sales_minor) });
  return (
    <div>
      <div className="splitbar" aria-hidden="true">
        {credit.marketing_minor > 0 && (
          <i className="marketing" style={{ flexGrow: credit.marketing_minor }} />
        )}
        {credit.sales_minor > 0 && <i className="sales" style={{ flexGrow: credit.sales_minor }} />}
      </div>
      <div className="row wrap small second">
        <span>{marketing}</span>
        <span className="grow" />
        <span>{sales}</span>
      </div>
    </div>
  );
}

function Touch({ touch, amount }: { touch: CreditedTouch; amount: string }) {
  return (
    <li className="creditline">
      <span className="small third when">{day(touch.at)}</span>
      <span className={`mark ${touch.team}`}>
        <Glyph of={touch.team === 'sales' ? IconUserStar : IconSpeakerphone} />
      </span>
      <span>
        {touch.title}
        <span className="small second who">
          {[touch.team === 'sales' ? t('Sales') : t('Marketing'), touch.contact.name, touch.detail]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <b className="medium nowrap">{amount}</b>
    </li>
  );
}
