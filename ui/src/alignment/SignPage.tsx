// One sign: its formula and thresholds, what it found, and every row that speaks for it.
import { useSign } from '../api/hooks';
import type { Sign, SignRow } from '../api/types';
import { t } from '../i18n';
import { count, full, moment } from '../kit/format';
import { Anchor, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Avatar, Button, Card, Chip, LinkButton } from '../kit/parts';
import { Answer } from '../kit/states';
import { sentenceOf, titleOf, tooLittle, wordsOf } from './parts/signs';
import { SignWeeks } from './SignCard';

export function SignPage() {
  const sign = useSign(useParam('sign'));
  const head = sign.data?.pages[0]?.sign;
  const rows = sign.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageHead title={head ? titleOf(head) : t('Alignment')} sub={head && t(wordsOf(head).kind)}>
        <LinkButton to="/alignment" small>
          {t('All signs')}
        </LinkButton>
      </PageHead>
      <div className="scroll pad stack gap16">
        <Answer of={sign} lines={8}>
          {(found) => {
            const first = found.pages[0];
            return (
              first && (
                <>
                  <Judged sign={first.sign} />
                  <Rows rows={rows} total={first.total} />
                  {sign.hasNextPage && (
                    <Button disabled={sign.isFetchingNextPage} onClick={() => void sign.fetchNextPage()}>
                      {t('Show more')}
                    </Button>
                  )}
                </>
              )
            );
          }}
        </Answer>
      </div>
    </>
  );
}

function Judged({ sign }: { sign: Sign }) {
  const states = { open: t('Open'), clear: t('Clear'), not_enough_data: tooLittle(sign) };
  return (
    <Card title={t('How it is judged')} aside={<Chip tone={toneOf(sign)}>{states[sign.state]}</Chip>}>
      {sign.findings.map((finding) => (
        <p key={finding.dimension + finding.subject}>{sentenceOf(sign, finding)}</p>
      ))}
      {sign.trend.length > 0 && <SignWeeks sign={sign} />}
      <dl className="facts">
        <dt>{t('Counts')}</dt>
        <dd>{sign.formula}</dd>
        <dt>{t('Opens')}</dt>
        <dd>{sign.opens}</dd>
        <dt>{t('Closes')}</dt>
        <dd>{sign.closes}</dd>
        <dt>{t('Needs')}</dt>
        <dd>{t('n ≥ {{least}}; now {{n}}', { least: count(sign.least), n: count(sign.n) })}</dd>
        {sign.episodes.map((episode) => (
          <Episode key={episode.since} {...episode} />
        ))}
      </dl>
    </Card>
  );
}

function Episode({ since, until }: { since: string; until: string | null }) {
  return (
    <>
      <dt>{t('Was open')}</dt>
      <dd>
        {until
          ? t('{{since}} to {{until}}', { since: moment(since), until: moment(until) })
          : t('since {{time}}', { time: moment(since) })}
      </dd>
    </>
  );
}

const toneOf = (sign: Sign) =>
  sign.state === 'open' ? 'breached' : sign.state === 'clear' ? 'accepted' : 'plain';

function Rows({ rows, total }: { rows: SignRow[]; total: number }) {
  return (
    <Card title={t('What speaks for it')} aside={<Chip>{count(total)}</Chip>}>
      {total === 0 && (
        <p className="small third">{t('No single row: it is counted from goals or totals.')}</p>
      )}
      <ul className="stack gap4">
        {rows.map((row, index) => (
          <li key={`${row.at}-${index}`} className="row wrap body13">
            {row.contact ? (
              <Anchor to={`/contacts/${row.contact.id}`} className="link">
                {row.contact.name}
              </Anchor>
            ) : (
              <span className="third">{t('Nobody who is still known')}</span>
            )}
            {row.contact?.company && <span className="second">{row.contact.company}</span>}
            {row.subject && <span className="third">{row.subject}</span>}
            <span className="grow" />
            <span className="third small" title={full(row.at)}>
              {moment(row.at)}
            </span>
            {row.owner && <Avatar name={row.owner.name} team={row.owner.team} size="small" />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
