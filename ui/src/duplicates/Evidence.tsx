import type { DuplicateEvidence } from '../api/types';
import { t } from '../i18n';
import { count } from '../kit/format';

export function Evidence({ lines }: { lines: DuplicateEvidence[] }) {
  return (
    <table className="table plain pairtable evidencetable">
      <caption className="hidden">{t('What speaks for it and against it')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('What speaks for it and against it')}</th>
          <th scope="col">{t('Compared as')}</th>
          <th scope="col" className="number">
            {t('Points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.field}>
            <th scope="row">
              {line.field} {line.level}
            </th>
            <td>{factOf(line)}</td>
            <td className="number figures">{line.points > 0 ? `+${line.points}` : line.points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const factOf = (line: DuplicateEvidence): string =>
  line.left === line.right
    ? t('{{text}}, {{number}} contacts have it', { text: line.left, number: count(line.records) })
    : `${line.left} · ${line.right}`;
