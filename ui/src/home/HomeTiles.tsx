import type { Home } from '../api/types';
import { HandoffLine } from '../handoffs/parts/HandoffLine';
import { t, message, type Message } from '../i18n';
import { count, moment, money } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Avatar, Card } from '../kit/parts';
import { HomeSide } from './HomeSide';
import { conservationParts, type Part } from './model';

const partWord: Record<Part['key'], Message> = {
  accepted: message('in work'),
  offered: message('waiting'),
  closed: message('closed with a reason'),
  dropped: message('dropped'),
};

export function HomeTiles({ home }: { home: Home }) {
  return (
    <div className="pad stack gap16">
      <div className="tiles">
        {home.tiles.map((tile) => {
          const inner = (
            <>
              <div className="small third">{tile.label}</div>
              <div className="figure">{tile.value}</div>
              <div className="small second">{tile.detail}</div>
            </>
          );
          const look = `card tile ${tile.tone}`;
          return tile.link ? (
            <Anchor key={tile.key} to={tile.link} className={look}>
              {inner}
            </Anchor>
          ) : (
            <div key={tile.key} className={look}>
              {inner}
            </div>
          );
        })}
      </div>
      {home.conservation && <ConservationBar home={home} />}
      <div className="cardgrid">
        {home.handoffs.length > 0 && (
          <Card title={t('Handoffs waiting')}>
            {home.handoffs.map((row) => (
              <HandoffLine
                key={row.contact.id}
                handoff={row}
                current={false}
                to={`/handoffs/${row.contact.id}`}
              />
            ))}
          </Card>
        )}
        <Card title={t('Why handoffs came back')}>
          {home.returns.length === 0 && (
            <p className="small third">{t('No handoff came back. Reasons will be counted here.')}</p>
          )}
          <ul>
            {home.returns.map((row) => (
              <li key={row.reason} className="row between body13">
                <span>{row.reason}</span>
                <span className="medium figures">{count(row.count)}</span>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('Wins')}>
          {home.wins.length === 0 && (
            <p className="small third">{t('The first won deal appears here with everybody who helped.')}</p>
          )}
          <ul className="stack">
            {home.wins.map((win) => (
              <li key={win.deal.id} className="row">
                {win.owner && <Avatar name={win.owner.name} team={win.owner.team} size="small" />}
                <span className="grow cut">
                  <Anchor to={`/deals/${win.deal.id}`} className="medium">
                    {win.deal.name}
                  </Anchor>{' '}
                  <span className="small third">{moment(win.closed_at)}</span>
                </span>
                <span className="medium figures">{money(win.amount)}</span>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('Yours')}>
          <HomeSide home={home} />
        </Card>
      </div>
    </div>
  );
}

function ConservationBar({ home }: { home: Home }) {
  const bar = home.conservation;
  if (!bar) return null;
  const title =
    bar.dropped === 0
      ? t('Nothing dropped')
      : t('{{count}} without an owner or a reason', { count: bar.dropped });
  return (
    <Card
      title={title}
      aside={
        <span className="small second">
          {t('{{number}} people qualified; each is owned and timed, or closed with a reason', {
            number: count(bar.qualified),
          })}
        </span>
      }
    >
      <div className="conserve">
        {conservationParts(bar).map((part) => (
          <span key={part.key} className={part.key} style={{ flexGrow: part.share, flexBasis: 0 }}>
            <b>{count(part.count)}</b> {t(partWord[part.key])}
          </span>
        ))}
      </div>
    </Card>
  );
}
