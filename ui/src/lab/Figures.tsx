import { t } from '../i18n';
import { Card } from '../kit/parts';
import { capacityText, figures } from './model';
import type { AgreementFigures, StageFigures } from './shapes';

export interface Side {
  name: string;
  agreement: AgreementFigures;
  stage: StageFigures | undefined;
}

export function Figures({ sides, note }: { sides: Side[]; note: string }) {
  return (
    <Card title={t('What each would have brought')}>
      <div className="tablebox" role="region" aria-label={t('Figures')} tabIndex={0}>
        <table className="table plain">
          <thead>
            <tr>
              <th scope="col">{t('Figure')}</th>
              {sides.map((side) => (
                <th key={side.name} scope="col" className="number">
                  {side.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.name}>
                <th scope="row" className="medium">
                  {t(figure.name)}
                </th>
                {sides.map((side) => (
                  <td key={side.name} className="number">
                    {side.stage ? figure.text(side.stage, side.agreement.currency) : t('no such stage')}
                    {side.stage && figure.note?.(side.stage) && (
                      <div className="small third">{figure.note(side.stage)}</div>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sides.map(
        (side) =>
          side.stage?.capacity && (
            <p key={side.name} className="small second">
              <b className="medium">{side.name}</b> {capacityText(side.stage)}
            </p>
          ),
      )}
      <p className="small third">{note}</p>
    </Card>
  );
}
