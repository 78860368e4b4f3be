// Everybody's first page: the same regions for every role, filled and ordered by the server.
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { useHome } from '../api/hooks';
import type { Handoff, Home } from '../api/types';
import { HandoffDetail } from '../handoffs/parts/HandoffDetail';
import { HandoffLine } from '../handoffs/parts/HandoffLine';
import { t } from '../i18n';
import { hourNow } from '../kit/format';
import { useKeys } from '../kit/keys';
import { Anchor, useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { LinkButton } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { HomeFigures } from './HomeFigures';
import { HomeBoard } from './HomeBoard';
import { factOf, greeting, isInbox, neighbour } from './model';
import { HomeSide } from './HomeSide';

export function HomePage() {
  const home = useHome();
  return (
    <Answer of={home} lines={8}>
      {(found) => <HomeBody home={found} />}
    </Answer>
  );
}

function HomeBody({ home }: { home: Home }) {
  const { user } = useViewer();
  return (
    <>
      <PageHead title={greeting(user.name, hourNow())} sub={factOf(home, Date.now())}>
        <HomeFigures home={home} />
      </PageHead>
      {isInbox(user.role) ? (
        <Inbox home={home} />
      ) : (
        <div className="scroll">
          <HomeBoard home={home} />
        </div>
      )}
    </>
  );
}

function Inbox({ home }: { home: Home }) {
  const [search, change] = useAddress();
  const go = useGo();
  const [answered, setAnswered] = useState<string[]>([]);
  const rows = home.handoffs.filter((row) => !answered.includes(row.contact.id) || row.state === 'offered');
  const selected = rows.some((row) => row.contact.id === search['handoff'])
    ? search['handoff']
    : rows[0]?.contact.id;
  const move = (by: 1 | -1) => change({ handoff: neighbour(rows, selected, by) });
  const waiting = rows.filter((row) => row.state === 'offered');
  const inWork = rows.filter((row) => row.state !== 'offered');
  useKeys({ j: () => move(1), k: () => move(-1), o: () => selected && go(`/contacts/${selected}`) });
  return (
    <div className="split">
      <section className="list" aria-label={t('What waits for you')} tabIndex={0}>
        <div className="listhead">
          <h2 className="body13">{t('Handoffs')}</h2>
          <span className="small second">
            {t('{{number}} waiting, soonest first', { number: waiting.length })}
          </span>
        </div>
        <Lines rows={waiting} selected={selected} />
        {waiting.length === 0 && <p className="line third">{t('Nothing waits for an answer.')}</p>}
        {inWork.length > 0 && (
          <div className="listhead">
            <h2 className="body13">{t('In work')}</h2>
            <Anchor to="/handoffs" search={{ show: 'accepted', mine: '1' }} className="link small">
              {t('All accepted')}
            </Anchor>
          </div>
        )}
        <Lines rows={inWork} selected={selected} />
        <HomeSide home={home} />
      </section>
      <section className="detail" aria-label={t('Handoff')}>
        {selected ? (
          <HandoffDetail
            key={selected}
            contact={selected}
            heading="h2"
            onAnswered={(given) => {
              setAnswered([...answered, given.contact]);
              change({ handoff: neighbour(rows, selected, 1) });
            }}
          />
        ) : (
          <Empty
            icon={IconArrowsExchange}
            title={t('All handoffs are answered')}
            action={
              <LinkButton to="/deals/board" kind="filled">
                {t('Look at the deals')}
              </LinkButton>
            }
          >
            {t('New ones appear here the moment a contact meets the agreed stage.')}
          </Empty>
        )}
      </section>
    </div>
  );
}

function Lines({ rows, selected }: { rows: Handoff[]; selected: string | undefined }) {
  return rows.map((row) => (
    <HandoffLine
      key={row.contact.id}
      handoff={row}
      current={row.contact.id === selected}
      to={`/handoffs/${row.contact.id}`}
    />
  ));
}
