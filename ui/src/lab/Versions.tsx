// The versions side by side, one row each; a row chosen is the draft that is shown.
import { t } from '../i18n';
import { count, shortMoney } from '../kit/format';
import { Bar } from '../kit/parts';
import { capacityText, perMonth, ratioText, type Side } from './model';
import type { Letter } from './drafts';

interface VersionsProps {
  sides: Side[];
  shown: Letter;
  note: string;
  onShow: (letter: Letter) => void;
}

export function Versions({ sides, shown, note, onShow }: VersionsProps) {
  const room = Math.max(0, ...sides.map((side) => side.stage?.capacity?.answered_in_time_a_day ?? 0));
  const most = Math.max(room, ...sides.map((side) => side.stage?.capacity?.entered_a_day ?? 0));
  return (
    <section className="card" aria-label={t('What each would have brought')}>
      <div className="tablebox" role="region" aria-label={t('Figures')} tabIndex={0}>
        <table className="table plain stacked versions">
          <thead>
            <tr>
              <th scope="col">{t('Version')}</th>
              <th scope="col" className="number">
                {t('Entered')}
              </th>
              <th scope="col" className="number">
                {t('A month')}
              </th>
              <th scope="col" className="number">
                {t('Accepted')}
              </th>
              <th scope="col" className="number">
                {t('Won')}
              </th>
              <th scope="col" className="number">
                {t('Of all wins, found')}
              </th>
              <th scope="col" className="number">
                {t('Days before the deal')}
              </th>
              <th scope="col" className="number">
                {room > 0 ? t('A day, room for {{number}}', { number: count(room) }) : t('A working day')}
              </th>
              <th scope="col" className="number">
                {t('Won amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sides.map((side) => (
              <tr key={side.name} className={side.letter === shown ? 'chosen' : ''}>
                <th scope="row">
                  <Name side={side} onShow={onShow} />
                </th>
                <Cells side={side} room={room} most={most} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="in small third">{note}</p>
    </section>
  );
}

function Name({ side, onShow }: { side: Side; onShow: (letter: Letter) => void }) {
  const { letter } = side;
  const inner = (
    <>
      <span className="dot" style={{ background: `var(${side.token})`, borderColor: `var(${side.token})` }} />
      <b className="medium">{side.name}</b>
    </>
  );
  if (!letter) return <span className="row gap6">{inner}</span>;
  return (
    <button type="button" className="plainrow row gap6" onClick={() => onShow(letter)}>
      {inner}
    </button>
  );
}

function Cells({ side, room, most }: { side: Side; room: number; most: number }) {
  const { stage, agreement } = side;
  if (!stage)
    return (
      <td colSpan={8} className="third">
        {t('no such stage')}
      </td>
    );
  const a_day = stage.capacity?.entered_a_day;
  return (
    <>
      <td className="number" data-label={t('Entered')}>
        {count(stage.entered)}
      </td>
      <td className="number" data-label={t('A month')}>
        {perMonth(stage)}
      </td>
      <Share of={ratioText(stage.accept_rate, stage.accept_certainty)} label={t('Accepted')} />
      <Share of={ratioText(stage.precision, stage.precision_certainty)} label={t('Won')} />
      <Share of={ratioText(stage.recall, stage.recall_certainty, true)} label={t('Of all wins, found')} />
      <td className="number" data-label={t('Days before the deal')}>
        {stage.median_lead_days === null ? t('none yet') : count(Math.round(stage.median_lead_days))}
      </td>
      <td className="number" data-label={t('A working day')} title={capacityText(stage)}>
        {a_day == null ? (
          t('none yet')
        ) : (
          <span className="capacity">
            <Bar
              part={most > 0 ? a_day / most : 0}
              tick={room > 0 && most > 0 ? room / most : undefined}
              tone={room > 0 && a_day > room ? 'soon' : ''}
              label={capacityText(stage)}
            />
            <span className="tally">{count(Math.round(a_day * 10) / 10)}</span>
          </span>
        )}
      </td>
      <td className="number" data-label={t('Won amount')}>
        {shortMoney({ minor: stage.won_amount_minor, currency: agreement.currency })}
      </td>
    </>
  );
}

function Share({ of, label }: { of: { main: string; beside: string; note: string }; label: string }) {
  return (
    <td className="number" data-label={label} title={of.note}>
      <b className="medium">{of.main}</b>
      {of.beside && <div className="small third nowrap">{of.beside}</div>}
    </td>
  );
}
