import type { AgreementRow } from '../api/types';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Chip } from '../kit/parts';
import { baseOf, shownVersion, stateWord, teamWord } from './model';

const author = (row: AgreementRow): string =>
  typeof row.created_by === 'string' ? row.created_by : (row.created_by?.name ?? '');

export function History({ rows }: { rows: AgreementRow[] }) {
  return (
    <div className="tablebox" role="region" aria-label={t('Versions')} tabIndex={0}>
      <table className="table plain">
        <thead>
          <tr>
            <th scope="col">{t('Version')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('In force since')}</th>
            <th scope="col">{t('Signed')}</th>
            <th scope="col">{t('Written')}</th>
            <th scope="col">{t('Compare')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const base = baseOf(rows, row.version);
            return (
              <tr key={row.version}>
                <td>
                  <Anchor to={`/agreement/${row.version}`} className="strong">
                    {shownVersion(row.version)}
                  </Anchor>{' '}
                  <span className="second">{row.name}</span>
                </td>
                <td>
                  <Chip tone={stateWord[row.state].tone}>{t(stateWord[row.state].word)}</Chip>
                </td>
                <td>{moment(row.in_force_since) || <span className="third">{t('not yet')}</span>}</td>
                <td>
                  {row.signatures.map((one) => `${one.by.name} (${t(teamWord[one.for])})`).join(', ') || (
                    <span className="third">{t('nobody yet')}</span>
                  )}
                </td>
                <td className="second">{[author(row), moment(row.created_at)].filter(Boolean).join(', ')}</td>
                <td>
                  {base && (
                    <Anchor to={`/agreement/compare/${base}..${row.version}`} className="link">
                      {t('with {{version}}', { version: shownVersion(base) })}
                    </Anchor>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
