// The drafts beside what is in force: how many against how good, over the whole range.
import { useMemo, useState } from 'react';
import { t } from '../i18n';
import { Scatter } from '../kit/chart/Scatter';
import { count } from '../kit/format';
import { Card, Segments } from '../kit/parts';
import { type Letter, letters } from './drafts';
import { ratioText, type Side } from './model';
import { sidesSpec } from './tuneModel';

interface TradeOffProps {
  sides: Side[];
  shown: Letter;
  onShow: (letter: Letter) => void;
}

export function TradeOff({ sides, shown, onShow }: TradeOffProps) {
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const spec = useMemo(() => sidesSpec(sides), [sides]);
  const title = t('Volume against win rate');
  const said = spec.points.map((point) => [point.name, ...point.said].join(' ')).join('; ');
  const pick = (key: string) => {
    const letter = letters.find((one) => one === key);
    if (letter) onShow(letter);
  };
  return (
    <Card
      title={title}
      aside={
        <Segments
          label={t('Shape of {{title}}', { title })}
          value={shape}
          options={[
            ['chart', t('Chart')],
            ['table', t('Table')],
          ]}
          onPick={setShape}
        />
      }
    >
      {spec.points.length === 0 && (
        <p className="small third">
          {t('Nothing that entered long enough ago was won or lost yet: there is no win rate.')}
        </p>
      )}
      {spec.points.length > 0 && shape === 'chart' && (
        <>
          <Scatter spec={spec} label={`${title}: ${said}`} chosen={shown} onPick={pick} />
          <p className="small third">
            {t('Won of those that were won or lost and are old enough; the lines are 95 % intervals.')}
          </p>
        </>
      )}
      {spec.points.length > 0 && shape === 'table' && <SidesTable sides={sides} title={title} />}
    </Card>
  );
}

function SidesTable({ sides, title }: { sides: Side[]; title: string }) {
  return (
    <div className="tablebox" role="region" aria-label={title} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col">{t('Version')}</th>
            <th scope="col" className="number">
              {t('Entered')}
            </th>
            <th scope="col" className="number">
              {t('Win rate')}
            </th>
            <th scope="col" className="number">
              {t('95 % interval')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ name, stage }) => {
            const rate = stage && ratioText(stage.win_rate, stage.win_certainty);
            return (
              <tr key={name}>
                <td className="medium">{name}</td>
                <td className="number">{stage ? count(stage.entered) : t('no such stage')}</td>
                <td className="number">{rate?.main ?? ''}</td>
                <td className="number third">{rate?.beside ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
