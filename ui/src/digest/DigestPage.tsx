// What happened between the teams in a week: the same that the weekly letter says.
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useDigest } from '../api/hooks';
import type { Digest, DigestPromise } from '../api/types';
import { t } from '../i18n';
import { count, day } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Card, Facts, LinkButton } from '../kit/parts';
import { Answer } from '../kit/states';
import { promiseText, titleOf } from '../sla/parts/promises';
import { weekAfter, weekBegunAt, weekOf } from './model';

export function DigestPage() {
  const [search, change] = useAddress();
  const asked = search['week'] ?? '';
  // Which week it is, the workspace's clock says.
  const digest = useDigest(asked);
  const week = asked || (digest.data ? weekBegunAt(digest.data.from) : weekOf(new Date()));
  const go = (steps: number) => change({ week: weekAfter(week, steps) });
  return (
    <>
      <PageHead title={t('Digest')} sub={digest.data && spanOf(digest.data)}>
        <Button small icon={IconChevronLeft} label={t('The week before')} onClick={() => go(-1)} />
        <span className="small figures">{week}</span>
        <Button
          small
          icon={IconChevronRight}
          label={t('The week after')}
          disabled={asked === '' || week >= weekOf(new Date())}
          onClick={() => go(1)}
        />
        <LinkButton small to="/settings/notifications">
          {t('Have it sent to you')}
        </LinkButton>
      </PageHead>
      <div className="scroll pad stack gap16">
        <Answer of={digest} lines={8}>
          {(found) => <Parts of={found} />}
        </Answer>
      </div>
    </>
  );
}

const spanOf = ({ from, to }: Digest): string =>
  t('{{from}} to {{to}}', { from: day(from), to: day(new Date(Date.parse(to) - 1).toISOString()) });

function Parts({ of }: { of: Digest }) {
  return (
    <>
      <Card title={t('Handoffs')}>
        <Facts
          rows={[
            [t('Offered'), count(of.offered)],
            [t('Accepted'), count(of.accepted)],
            [t('Rejected'), count(of.rejected)],
            [t('Recycled'), count(of.recycled)],
            [t('Praised'), count(of.praised)],
            [t('Promised times that passed'), count(of.late)],
          ]}
        />
        {of.reasons.length > 0 && (
          <p className="small second">
            {t('Given back because: {{reasons}}', {
              reasons: of.reasons.map((row) => `${row.reason} ${count(row.count)}`).join(', '),
            })}
          </p>
        )}
      </Card>
      <Card title={t('What waits')}>
        <Facts
          rows={[
            [
              t('For an answer'),
              <Anchor key="waiting" to="/handoffs" className="link">
                {t('{{number}}, of them {{late}} late', {
                  number: count(of.waiting),
                  late: count(of.waiting_late),
                })}
              </Anchor>,
            ],
            [
              t('Rejections nobody has answered'),
              <Anchor key="unanswered" to="/feedback" className="link">
                {count(of.unanswered)}
              </Anchor>,
            ],
          ]}
        />
      </Card>
      <Promises title={t('What marketing promised this month')} rows={of.marketing} />
      <Promises title={t('What sales promised this month')} rows={of.sales} />
      <Card title={t('Open warning signs')}>
        {of.signs.length === 0 && <p className="small second">{t('None.')}</p>}
        <ul className="stack gap4">
          {of.signs.map((sign) => (
            <li key={sign.key} className="row wrap body13">
              <Anchor to={`/alignment/${sign.key}`} className="link">
                {sign.title}
              </Anchor>
              <span className="grow" />
              <span className="small third">{t('since {{time}}', { time: day(sign.since) })}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Promises({ title, rows }: { title: string; rows: DigestPromise[] }) {
  if (rows.length === 0) return null;
  return (
    <Card
      title={title}
      aside={
        <Anchor to="/sla" className="link small">
          {t('Two-way SLA')}
        </Anchor>
      }
    >
      <Facts rows={rows.map((row) => [titleOf(row.metric), standingOf(row)])} />
    </Card>
  );
}

function standingOf(promise: DigestPromise): string {
  const text = promiseText(promise);
  if (!text) return t('not measured here');
  return [text.figure, text.beside, text.word].filter(Boolean).join(', ');
}
