import type { Home, Tile } from '../api/types';
import { message, type Message, t } from '../i18n';
import { count, money, shortMoney } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Card } from '../kit/parts';
import { conservationParts, type Part, periodText, tileDetail } from './model';

const labels: Record<Tile['key'], Message> = {
  open_handoffs: message('Open handoffs'),
  pipeline: message('Open deals'),
  revenue: message('Won'),
  dropped: message('Without an owner'),
};

const partWord: Record<Part['key'], Message> = {
  accepted: message('in work'),
  offered: message('waiting for an answer'),
  waiting: message('waiting for an offer'),
  closed: message('closed with a reason'),
  dropped: message('dropped'),
};

export function Tiles({ home }: { home: Home }) {
  return (
    <div className="tiles">
      {home.tiles.map((tile) => (
        <Figure key={tile.key} tile={tile} period={home.revenue?.period ?? ''} />
      ))}
    </div>
  );
}

function Figure({ tile, period }: { tile: Tile; period: string }) {
  const inner = (
    <>
      <div className="small third">
        {tile.key === 'revenue'
          ? t('Won in {{period}}', { period: periodText(period) })
          : t(labels[tile.key])}
      </div>
      <div className="figure" title={tile.amount ? money(tile.amount) : undefined}>
        {tile.amount ? shortMoney(tile.amount) : count(tile.count ?? 0)}
      </div>
      <div className="small second">{tileDetail(tile)}</div>
    </>
  );
  const look = `card tile ${tile.tone}`;
  return tile.link ? (
    <Anchor to={tile.link.split('?')[0] ?? '/'} search={searchOf(tile.link)} className={look}>
      {inner}
    </Anchor>
  ) : (
    <div className={look}>{inner}</div>
  );
}

const searchOf = (link: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(link.split('?')[1] ?? ''));

export function ConservationBar({ home }: { home: Home }) {
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
          {t('{{number}} people are qualified now; each is owned and timed, or closed with a reason', {
            number: count(bar.qualified),
          })}
        </span>
      }
    >
      {bar.qualified === 0 ? (
        <p className="small third">{t('Nobody stands at the handoff stage now.')}</p>
      ) : (
        <div className="conserve">
          {conservationParts(bar).map((part) => (
            <span key={part.key} className={part.key} style={{ flexGrow: part.share }}>
              <b>{count(part.count)}</b> {t(partWord[part.key])}
            </span>
          ))}
        </div>
      )}
    </Card>
  );
}
