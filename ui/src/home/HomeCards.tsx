// The cards of the home page; which of them a role sees, and in which order, is in model.ts.
import { useAgreements, useAlignment, useMeasure } from '../api/hooks';
import type { Home, MeasureResultRow } from '../api/types';
import { titleOf } from '../alignment/parts/signs';
import { missingFor } from '../agreement/parts/signing';
import { HandoffLine } from '../handoffs/parts/HandoffLine';
import { t } from '../i18n';
import { count, moment, money, percent, share, shortMoney } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Avatar, Card, LinkButton } from '../kit/parts';
import { useViewer } from '../session/parts/viewer';

const shown_max = 5;

export function NextDue({ home }: { home: Home }) {
  const waiting = home.handoffs.filter((row) => row.state === 'offered');
  return (
    <Card
      title={t('Handoffs that wait')}
      aside={
        <Anchor to="/handoffs" className="link small">
          {t('All {{number}}', { number: count(home.waiting) })}
        </Anchor>
      }
    >
      {waiting.length === 0 && <p className="small third">{t('Every handoff is answered.')}</p>}
      <div className="flush">
        {waiting.slice(0, shown_max).map((row) => (
          <HandoffLine
            key={row.contact.id}
            handoff={row}
            current={false}
            to={`/handoffs/${row.contact.id}`}
          />
        ))}
      </div>
    </Card>
  );
}

export function Signs() {
  const open = useAlignment().data?.signs.filter((sign) => sign.state === 'open') ?? [];
  return (
    <Card
      title={t('Warning signs')}
      aside={
        <Anchor to="/alignment" className="link small">
          {t('All signs')}
        </Anchor>
      }
    >
      {open.length === 0 && <p className="small third">{t('No warning sign is open.')}</p>}
      <ul className="stack gap4">
        {open.map((sign) => (
          <li key={sign.key} className="row body13">
            <Anchor to={`/alignment/${sign.key}`} className="link">
              {titleOf(sign)}
            </Anchor>
            <span className="grow" />
            {sign.since && (
              <span className="third small">{t('since {{time}}', { time: moment(sign.since) })}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Returns({ home }: { home: Home }) {
  return (
    <Card
      title={t('Why handoffs came back')}
      aside={<span className="small third">{t('last 30 days')}</span>}
    >
      {home.returns.length === 0 && (
        <p className="small third">{t('No handoff came back. Reasons will be counted here.')}</p>
      )}
      <ul className="stack gap4">
        {home.returns.map((row) => (
          <li key={row.reason} className="row between body13">
            <span className="sentencecase">{row.reason}</span>
            <span className="medium figures">{count(row.count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Wins({ home }: { home: Home }) {
  return (
    <Card title={t('Wins')}>
      {home.wins.length === 0 && (
        <p className="small third">{t('The first won deal appears here with everybody who helped.')}</p>
      )}
      <ul className="stack">
        {home.wins.map((win) => (
          <li key={win.deal.id} className="row">
            {win.owner && <Avatar name={win.owner.name} team={win.owner.team} size="small" />}
            <span className="grow">
              <Anchor to={`/deals/${win.deal.id}`} className="body13 medium">
                {win.deal.name}
              </Anchor>
              <span className="small third block">
                {[win.owner?.name, moment(win.closed_at)].filter(Boolean).join(', ')}
              </span>
            </span>
            <span className="body13 medium figures nowrap">{money(win.amount)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

// The 95 % interval of a share, on hover.
const intervalOf = ({ low, high }: MeasureResultRow): string | undefined =>
  low == null || high == null
    ? undefined
    : t('{{low}} to {{high}}', { low: percent(100 * low), high: percent(100 * high) });

export function Accepted() {
  const rate = useMeasure('accept_rate', { by: 'channel' });
  const rows = [...(rate.data?.rows ?? [])].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return (
    <Card
      title={t('Accepted by sales, by channel')}
      aside={
        <Anchor to="/measures/accept_rate" search={{ by: 'channel' }} className="link small">
          {t('Open the measure')}
        </Anchor>
      }
    >
      {rows.length === 0 && <p className="small third">{t('No handoff has an answer yet.')}</p>}
      <ul className="stack gap4">
        {rows.map((row) => (
          <li key={row.key} className="row between body13">
            <span className="sentencecase">{row.label ?? row.key}</span>
            <span className="row gap6">
              <span className="small third figures">
                {t('{{part}} of {{whole}}', {
                  part: count(row.numerator ?? 0),
                  whole: count(row.denominator ?? 0),
                })}
              </span>
              <span className="medium figures" title={intervalOf(row)}>
                {share(row.numerator, row.denominator)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Drafts() {
  const agreements = useAgreements();
  const { user } = useViewer();
  const drafts = (agreements.data?.rows ?? []).filter((row) => row.state === 'draft');
  return (
    <Card title={t('Drafts to sign')}>
      {drafts.length === 0 && (
        <p className="small third">{t('No draft waits. A change to the agreement begins as one.')}</p>
      )}
      <ul className="stack">
        {drafts.map((draft) => (
          <li key={draft.version} className="row between body13">
            <span>
              <b className="medium">{draft.name}</b>{' '}
              <span className="third">
                {missingFor(draft, user.signs_for)
                  ? t('waits for your signature')
                  : t('{{count}} signatures missing', { count: 2 - draft.signatures.length })}
              </span>
            </span>
            <LinkButton small to="/agreement">
              {t('Look at it')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Team({ home }: { home: Home }) {
  return (
    <Card title={t('Who holds what')}>
      <div className="tablebox" role="region" aria-label={t('Who holds what')} tabIndex={0}>
        <table className="table plain flat stacked">
          <thead>
            <tr>
              <th scope="col">{t('Rep')}</th>
              <th scope="col" className="number">
                {t('Waiting')}
              </th>
              <th scope="col" className="number">
                {t('Late')}
              </th>
              <th scope="col" className="number">
                {t('In work')}
              </th>
              <th scope="col" className="number">
                {t('Open deals')}
              </th>
              <th scope="col" className="number">
                {t('Pipeline')}
              </th>
            </tr>
          </thead>
          <tbody>
            {home.team.map((load) => (
              <tr key={load.owner.id}>
                <td className="medium nowrap">{load.owner.name}</td>
                <td className="number" data-label={t('Waiting')}>
                  {count(load.waiting)}
                </td>
                <td className={load.late > 0 ? 'number late' : 'number'} data-label={t('Late')}>
                  {count(load.late)}
                </td>
                <td className="number" data-label={t('In work')}>
                  {count(load.accepted)}
                </td>
                <td className="number" data-label={t('Open deals')}>
                  <Anchor to="/deals" search={{ owner: load.owner.id, status: 'open' }} className="link">
                    {count(load.deals)}
                  </Anchor>
                </td>
                <td className="number" title={money(load.pipeline)} data-label={t('Pipeline')}>
                  {shortMoney(load.pipeline)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
