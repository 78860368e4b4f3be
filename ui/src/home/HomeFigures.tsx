import type { Home } from '../api/types';
import { t } from '../i18n';
import { percent, share, shortMoney } from '../kit/format';
import { Bar } from '../kit/parts';
import { periodText, quarterPart } from './model';

export function HomeFigures({ home }: { home: Home }) {
  const { promise, revenue } = home;
  const target = revenue?.target;
  return (
    <div className="row gap24 desk">
      {promise && (
        <div>
          <div className="small third">{promise.label}</div>
          <div>
            <span className="mid figures">{share(promise.numerator, promise.denominator)}</span>{' '}
            <span className="small second">
              {t('promise {{target}}', { target: percent(promise.target_percent) })}
            </span>
          </div>
        </div>
      )}
      {revenue && (
        <div style={{ minWidth: 180 }} className="stack gap6">
          <div className="row between small">
            <span className="third">
              {t('Our revenue, {{period}}', { period: periodText(revenue.period) })}
            </span>
            <span className="figures">
              {target
                ? t('{{won}} of {{target}}', { won: shortMoney(revenue.won), target: shortMoney(target) })
                : shortMoney(revenue.won)}
            </span>
          </div>
          {target && (
            <Bar
              part={revenue.won.minor / Math.max(1, target.minor)}
              tick={quarterPart(revenue.period, Date.now())}
              tone={revenue.won.minor >= target.minor ? 'accepted' : ''}
              label={t('{{won}} of {{target}}', { won: shortMoney(revenue.won), target: shortMoney(target) })}
            />
          )}
        </div>
      )}
    </div>
  );
}
