import type { SlaSpeed, SlaView } from '../api/schema';
import { t } from '../i18n';
import { count, decimal, sureShare } from '../kit/format';
import { Avatar } from '../kit/parts';
import { halfText, scaleOf, ticksOf, timeText, weekdayOf } from './model';

// How soon sales answers, and who holds what.
export function SalesPart({ view }: { view: SlaView }) {
  return (
    <>
      <Speed view={view} />
      <Depth view={view} />
      <Holders view={view} />
      <Overrides view={view} />
    </>
  );
}

function Speed({ view }: { view: SlaView }) {
  const { weekdays, promised_minutes: promised, promised_text, human, system } = view.sales;
  const scale = scaleOf(weekdays, promised);
  return (
    <div className="stack gap4">
      <div className="row wrap">
        <h3>{t('Working hours until the first answer')}</h3>
        <span className="grow" />
        <span className="small second">
          {t('dot: half are faster, bar end: 9 of 10; what still waits counts as at least so long')}
        </span>
      </div>
      {weekdays.length === 0 && <p className="small third">{t('Nothing was handed over in this period.')}</p>}
      {weekdays.length > 0 && (
        <div
          className="speeds"
          role="img"
          aria-label={t('Half answered within {{time}}, of {{number}} handoffs', {
            time: halfText(human),
            number: count(human.n),
          })}
        >
          {weekdays.map((speed) => (
            <SpeedRow key={speed.key} speed={speed} scale={scale} promised={promised} />
          ))}
          <div className="speedrow scale">
            <span />
            <span className="track">
              {ticksOf(scale).map((tick) => (
                <span key={tick} style={{ left: `${(100 * tick) / scale}%` }}>
                  {t('{{number}} h', { number: decimal(tick / 60) })}
                </span>
              ))}
            </span>
            <span />
          </div>
        </div>
      )}
      <p className="small third">
        {promised_text && t('Promised: {{time}}.', { time: promised_text })}{' '}
        {t('From the entry to the offer (Baton itself): half within {{time}}, of {{number}}.', {
          time: halfText(system),
          number: count(system.n),
        })}
      </p>
    </div>
  );
}

function SpeedRow({ speed, scale, promised }: { speed: SlaSpeed; scale: number; promised: number | null }) {
  const at = (minutes: number) => `${Math.min(100, (100 * minutes) / scale)}%`;
  const late = speed.half !== null && promised !== null && speed.half >= promised;
  return (
    <div className={late ? 'speedrow late' : 'speedrow'}>
      <span className="name">{weekdayOf(speed.key)}</span>
      <span className="track">
        {promised !== null && <i className="promised" style={{ width: at(promised) }} />}
        {speed.half !== null && (
          <>
            <i className="reach" style={{ width: at(speed.nine_of_ten ?? scale) }} />
            <i className="half" style={{ left: at(speed.half) }} />
          </>
        )}
      </span>
      <span className="number" title={t('{{number}} handoffs', { number: count(speed.n) })}>
        {halfText(speed)}
      </span>
    </div>
  );
}

function Depth({ view }: { view: SlaView }) {
  const { depth, accepted, feedback } = view.sales;
  const tried =
    depth.handoffs === 0
      ? t('none yet')
      : t('{{mean}} on average', { mean: decimal(depth.tries / depth.handoffs) });
  const facts: [string, string, string][] = [
    [
      t('Tries on different days'),
      tried,
      depth.agreed === null
        ? t('of {{number}} handoffs', { number: count(depth.handoffs) })
        : t('of {{agreed}} agreed, {{number}} handoffs', {
            agreed: depth.agreed,
            number: count(depth.handoffs),
          }),
    ],
    [t('Followed up as agreed'), sureShare(depth.as_agreed).text, sureShare(depth.as_agreed).range],
    [t('Accepted'), sureShare(accepted).text, sureShare(accepted).range],
    [t('Told marketing something'), sureShare(feedback).text, sureShare(feedback).range],
  ];
  return (
    <dl className="depths">
      {facts.map(([term, text, range]) => (
        <div key={term}>
          <dt className="small third">{term}</dt>
          <dd>
            <b className="medium">{text}</b> <span className="third small">{range}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const triesText = (tries: number, handoffs: number): string =>
  handoffs === 0 ? t('none yet') : decimal(tries / handoffs);

function Holders({ view }: { view: SlaView }) {
  return (
    <div className="stack gap4">
      <h3>{t('Who is holding what')}</h3>
      <div className="tablebox" role="region" aria-label={t('Who is holding what')} tabIndex={0}>
        <table className="table plain flat">
          <thead>
            <tr>
              <th scope="col">{t('Rep')}</th>
              <th scope="col" className="number">
                {t('Waiting')}
              </th>
              <th scope="col" className="number">
                {t('In time')}
              </th>
              <th scope="col" className="number">
                {t('Half answered in')}
              </th>
              <th scope="col" className="number">
                {t('Tries')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.sales.reps.map((rep) => (
              <tr key={rep.owner.id}>
                <td>
                  <span className="row">
                    <Avatar name={rep.owner.name} team="sales" size="small" />
                    <span className="medium">{rep.owner.name}</span>
                  </span>
                </td>
                <td className="number">{count(rep.waiting)}</td>
                <td className="number">{inTime(rep.speed)}</td>
                <td className="number">{halfText(rep.speed)}</td>
                <td className="number">{triesText(rep.tries, rep.tries_handoffs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const inTime = ({ in_time: { k, n } }: SlaSpeed): string =>
  n === 0 ? t('none yet') : t('{{part}} of {{whole}}', { part: count(k), whole: count(n) });

function Overrides({ view }: { view: SlaView }) {
  const { overrides } = view.sales;
  if (overrides.every((speed) => speed.key === '')) return null;
  return (
    <div className="stack gap4">
      <h3>{t('By special terms')}</h3>
      <ul className="stack gap4">
        {overrides.map((speed) => (
          <li key={speed.key} className="row body13">
            <span className="grow">{speed.key || t('As agreed for all')}</span>
            <span className="second">{inTime(speed)}</span>
            <span className="number">
              {speed.half === null ? halfText(speed) : t('half in {{time}}', { time: timeText(speed.half) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
