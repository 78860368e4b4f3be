import type { Deal } from '../../api/types';
import { t } from '../../i18n';
import { money } from '../../kit/format';
import { Anchor } from '../../kit/nav';

export function quietText(deal: Deal): string {
  if (deal.status === 'won') return t('won');
  if (deal.status === 'lost')
    return deal.lost_reason ? t('lost: {{reason}}', { reason: deal.lost_reason }) : t('lost');
  return deal.days_quiet ? t('quiet for {{count}} days', { count: deal.days_quiet }) : t('active today');
}

// What is to be done next: the next open task, else what somebody wrote on the deal.
export const nextText = (deal: Deal): string | undefined => deal.next_step?.title ?? deal.stated_step?.text;

export function DealLines({ deals }: { deals: Deal[] }) {
  return (
    <ul>
      {deals.map((deal) => (
        <li key={deal.id} className="line" style={{ paddingLeft: 0, paddingRight: 0 }}>
          <div className="grow">
            <Anchor to={`/deals/${deal.id}`} className="medium">
              {deal.name}
            </Anchor>
            <div className="small third">
              {deal.stage} · {quietText(deal)}
            </div>
          </div>
          <span className="medium figures">{deal.amount ? money(deal.amount) : t('no amount')}</span>
        </li>
      ))}
    </ul>
  );
}
