// Whom a draft's routing would have given the past handoffs to, beside who got them.
import { useQuery } from '@tanstack/react-query';
import { post } from '../api/client';
import { useAgreement } from '../api/hooks';
import type { RoutingSimulation } from '../api/types';
import { t } from '../i18n';
import { count, day } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Card } from '../kit/parts';
import { Trouble } from '../kit/states';

const shown = 5;

export function RoutingCard({ version }: { version: string }) {
  const agreement = useAgreement(version);
  const text = agreement.data?.text;
  const routed = useQuery({
    queryKey: ['routing', version, text],
    queryFn: () => post<RoutingSimulation>('/routing/simulation', { agreement: text }),
    enabled: text !== undefined,
    retry: false,
  });
  if (routed.error) return <Trouble error={routed.error} />;
  if (!routed.data) return null;
  return (
    <Card title={t('Who would have got them')}>
      <Routed of={routed.data} />
    </Card>
  );
}

function Routed({ of }: { of: RoutingSimulation }) {
  if (of.offers === 0) return <p className="second">{t('No handoff was offered yet.')}</p>;
  const others = of.offers - of.same;
  return (
    <div className="stack gap12">
      <p className="body13">
        {t(
          'Of the last {{all}} handoffs {{others}} would have gone to somebody else, {{nobody}} to nobody.',
          {
            all: count(of.offers),
            others: count(others),
            nobody: count(of.nobody),
          },
        )}
      </p>
      {others > 0 && <Loads of={of} />}
      {of.changed.length > 0 && (
        <ul className="stack gap12 body13">
          {of.changed.slice(0, shown).map((offer) => (
            <li key={`${offer.contact.id}${offer.at}`} className="stack gap4">
              <span>
                <Anchor to={`/contacts/${offer.contact.id}`}>{offer.contact.name}</Anchor>
                <span className="third"> {day(offer.at)}</span>
              </span>
              <span className="second">
                {offer.then?.name ?? t('nobody')} → {offer.would?.name ?? t('nobody')}
              </span>
              <span className="small third">{offer.trace.join('; ')}</span>
            </li>
          ))}
        </ul>
      )}
      {of.left_out > 0 && (
        <p className="small third">
          {t('Older, and not asked: {{number}}.', { number: count(of.left_out) })}
        </p>
      )}
    </div>
  );
}

function Loads({ of }: { of: RoutingSimulation }) {
  return (
    <div className="tablebox" role="region" aria-label={t('Handoffs by person')} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col">{t('Person')}</th>
            <th scope="col" className="number">
              {t('got')}
            </th>
            <th scope="col" className="number">
              {t('would get')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.reps.map((rep) => (
            <tr key={rep.owner.id}>
              <td>{rep.owner.name}</td>
              <td className="number">{count(rep.then)}</td>
              <td className="number">{count(rep.would)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
