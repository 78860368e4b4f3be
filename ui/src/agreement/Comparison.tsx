import { IconEqual } from '@tabler/icons-react';
import { useCompare, useEffectOf } from '../api/hooks';
import type { AgreementRow } from '../api/types';
import { type Message, message, t } from '../i18n';
import { count } from '../kit/format';
import { Card, Chip, type Tone } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { DraftCard } from './AgreementRail';
import { isOpen, shownVersion } from './model';
import { RoutingCard } from './RoutingCard';

const kindWord: Record<'added' | 'removed' | 'changed', { word: Message; tone: Tone }> = {
  added: { word: message('added'), tone: 'accepted' },
  removed: { word: message('removed'), tone: 'breached' },
  changed: { word: message('changed'), tone: 'soon' },
};

export function Comparison({ pair, rows }: { pair: string; rows: AgreementRow[] }) {
  const [a = '', b = ''] = pair.split('..');
  const compare = useCompare(a, b);
  const draft = rows.find((row) => row.version === b && isOpen(row));
  return (
    <div className="scroll twocolumn">
      <Answer of={compare}>
        {(found) =>
          found.changes.length === 0 ? (
            <Empty icon={IconEqual} title={t('Both say the same')} />
          ) : (
            <ol className="stack gap12">
              {found.changes.map((change) => (
                <li key={change.path} className="card">
                  <div className="in stack">
                    <div className="row">
                      <span className="mono">{change.path}</span>
                      <Chip tone={kindWord[change.kind].tone}>{t(kindWord[change.kind].word)}</Chip>
                    </div>
                    <div className="difference">
                      <div>
                        <div className="small third">{shownVersion(a)}</div>
                        {change.before === null ? (
                          <span className="third">{t('nothing')}</span>
                        ) : (
                          <del>{change.before}</del>
                        )}
                      </div>
                      <div>
                        <div className="small third">{shownVersion(b)}</div>
                        {change.after === null ? (
                          <span className="third">{t('nothing')}</span>
                        ) : (
                          <ins>{change.after}</ins>
                        )}
                      </div>
                    </div>
                  </div>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
      <aside className="stack gap16" aria-label={t('Effect')}>
        {draft ? <DraftCard draft={draft} rows={rows} /> : <EffectCard version={b} />}
        {draft && <RoutingCard version={b} />}
      </aside>
    </div>
  );
}

function EffectCard({ version }: { version: string }) {
  const effect = useEffectOf(version, true);
  if (!effect.data) return null;
  return (
    <Card title={t('Effect')}>
      <ul className="stack gap4 body13">
        <li>{t('{{count}} contacts enter at once', { count: effect.data.entering_at_once })}</li>
        {effect.data.by_stage.map((stage) => (
          <li key={stage.stage} className="row between">
            <span>{stage.stage}</span>
            <span className="figures">
              {count(stage.now)} → {count(stage.then)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
