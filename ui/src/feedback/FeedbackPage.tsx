// What sales said of the leads it was given: rejections to answer, and what produces them.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { FeedbackFigure, FeedbackFigures } from '../api/schema';
import { t } from '../i18n';
import { count, sureShare } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Card, Segments } from '../kit/parts';
import { Answer } from '../kit/states';
import { dimensionOf, dimensions, labSearch, reasonsText, rowName } from './model';
import { Judged } from './Judged';
import { Rejections } from './Rejections';

export function FeedbackPage() {
  const [search, change] = useAddress();
  const by = dimensionOf(search['by']);
  const { from, to } = search;
  const figures = useQuery({
    queryKey: ['feedback', by, from, to],
    queryFn: () => get<FeedbackFigures>('/feedback', { by, from, to }),
    placeholderData: keepPreviousData,
  });
  const chosen = search['row'];
  return (
    <>
      <PageHead title={t('Feedback')} sub={figures.data && subOf(figures.data)}>
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="row small second desk">
            {end === 'from' ? t('From') : t('To')}
            <input
              type="date"
              className="input"
              value={search[end] ?? ''}
              onChange={(event) => change({ [end]: event.currentTarget.value || undefined })}
            />
          </label>
        ))}
      </PageHead>
      <div className="scroll pad stack gap16">
        <Rejections />
        <Card title={t('What produces rejects')}>
          <div className="stack gap12">
            <Segments
              label={t('Told by')}
              value={by}
              options={dimensions.map(([key, word]): [string, string] => [key, t(word)])}
              onPick={(next) => change({ by: next, row: undefined })}
            />
            <Answer of={figures} lines={6}>
              {(found) => (
                <Figures found={found} chosen={chosen} onPick={(row) => change({ row: row.key || ' ' })} />
              )}
            </Answer>
          </div>
        </Card>
        {chosen !== undefined && (
          <Judged
            ask={{ by, from, to, key: chosen.trim() }}
            name={nameOf(figures.data, chosen.trim())}
            onClose={() => change({ row: undefined })}
          />
        )}
      </div>
    </>
  );
}

function nameOf(found: FeedbackFigures | undefined, key: string): string {
  const row = found?.rows.find((each) => each.key === key);
  return row ? rowName(row) : key || t('not known');
}

const subOf = (found: FeedbackFigures): string =>
  t('{{answered}} of {{handoffs}} handoffs were answered, {{praised}} praised', {
    answered: count(found.all.answered),
    handoffs: count(found.handoffs),
    praised: count(found.all.praised.k),
  });

function Figures({
  found,
  chosen,
  onPick,
}: {
  found: FeedbackFigures;
  chosen: string | undefined;
  onPick: (row: FeedbackFigure) => void;
}) {
  if (found.rows.length === 0)
    return (
      <p className="small third">{t('Nothing has been answered yet. The first answers will fill this.')}</p>
    );
  return (
    <>
      <div className="tablebox" role="region" aria-label={t('What produces rejects')} tabIndex={0}>
        <table className="table plain flat">
          <thead>
            <tr>
              <th scope="col">{t('Group')}</th>
              <th scope="col" className="number">
                {t('Answered')}
              </th>
              <th scope="col" className="number">
                {t('Accepted')}
              </th>
              <th scope="col" className="number">
                {t('Accepted without it')}
              </th>
              <th scope="col">{t('Sent back because')}</th>
              <th scope="col" className="number">
                {t('Praised')}
              </th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <Row key={row.key} row={row} chosen={chosen?.trim() === row.key} onPick={onPick} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="small third">
        {t(
          'Lowest accept rate against all others first; below 20 answers on either side a row says too little and stands last.',
        )}{' '}
        {found.left_out > 0 &&
          t('{{number}} older handoffs are not read.', { number: count(found.left_out) })}
      </p>
    </>
  );
}

function Row({
  row,
  chosen,
  onPick,
}: {
  row: FeedbackFigure;
  chosen: boolean;
  onPick: (row: FeedbackFigure) => void;
}) {
  const accepted = sureShare(row.accepted);
  const without = sureShare(row.accepted_without);
  const lab = labSearch(row);
  return (
    <tr aria-selected={chosen}>
      <td>
        <button type="button" className="link left" onClick={() => onPick(row)}>
          {rowName(row)}
        </button>
      </td>
      <td className="number">{count(row.answered)}</td>
      <td className="number">
        {accepted.text} <span className="third nowrap">{accepted.range}</span>
      </td>
      <td className="number second">
        {without.text} <span className="third nowrap">{without.range}</span>
      </td>
      <td className="small second">{reasonsText(row.reasons)}</td>
      <td className="number" title={reasonsText(row.praises)}>
        {count(row.praised.k)}
      </td>
      <td className="nowrap">
        {lab && (
          <Anchor to="/lab" search={lab} className="link small">
            {t('Try in the lab')}
          </Anchor>
        )}
      </td>
    </tr>
  );
}
