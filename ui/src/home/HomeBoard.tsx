// What those who lead or make leads see first: the figures, then the cards of their role.
import type { ReactNode } from 'react';
import type { Home } from '../api/types';
import { t } from '../i18n';
import { Card } from '../kit/parts';
import { useViewer } from '../session/parts/viewer';
import { Accepted, Drafts, NextDue, Returns, Signs, Team, Wins } from './HomeCards';
import { HomeSide } from './HomeSide';
import { ConservationBar, Tiles } from './HomeTiles';
import { cardsOf, type CardKey } from './model';

export function HomeBoard({ home }: { home: Home }) {
  const { user } = useViewer();
  const cards: Record<CardKey, ReactNode> = {
    due: <NextDue home={home} />,
    returns: <Returns home={home} />,
    wins: <Wins home={home} />,
    accepted: <Accepted />,
    drafts: <Drafts />,
    team: <Team home={home} />,
    signs: <Signs />,
    mine: (
      <Card title={t('Yours')}>
        <div className="flush">
          <HomeSide home={home} />
        </div>
      </Card>
    ),
  };
  const { wide, narrow } = cardsOf(user.role, home);
  return (
    <div className="pad stack gap16">
      <Tiles home={home} />
      <ConservationBar home={home} />
      <div className="homegrid">
        <div className="stack gap16">
          {wide.map((key) => (
            <div key={key}>{cards[key]}</div>
          ))}
        </div>
        <div className="stack gap16">
          {narrow.map((key) => (
            <div key={key}>{cards[key]}</div>
          ))}
        </div>
      </div>
    </div>
  );
}
