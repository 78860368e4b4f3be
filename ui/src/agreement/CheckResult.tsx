import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { AgreementCheck } from '../api/types';
import { t } from '../i18n';
import { Card, Chip, Glyph } from '../kit/parts';

export function CheckResult({
  check,
  onShow,
}: {
  check: AgreementCheck;
  onShow: (line: number, column: number) => void;
}) {
  const errors = check.diagnostics.filter((one) => one.severity === 'error').length;
  return (
    <>
      <Card
        title={t('Check')}
        aside={
          check.ok ? (
            <Chip tone="accepted" icon={IconCircleCheck}>
              {t('Can be signed')}
            </Chip>
          ) : (
            <Chip tone="breached" icon={IconCircleX}>
              {t('{{count}} problems', { count: errors })}
            </Chip>
          )
        }
      >
        <div role="status" aria-live="polite">
          {check.diagnostics.length === 0 && <p className="small third">{t('No problem found.')}</p>}
          <ul className="stack">
            {check.diagnostics.map((problem) => (
              <li key={`${problem.line}:${problem.column}:${problem.message}`} className="row top">
                <Glyph of={problem.severity === 'error' ? IconCircleX : IconAlertTriangle} />
                <div className="grow body13">
                  <button type="button" className="link" onClick={() => onShow(problem.line, problem.column)}>
                    {t('Line {{line}}, column {{column}}', { line: problem.line, column: problem.column })}
                  </button>
                  <div>{problem.message}</div>
                  {problem.hint && <div className="small third">{problem.hint}</div>}
                </div>
              </li>
            ))}
          </ul>
        </div>
      </Card>
      {check.examples.length > 0 && (
        <Card title={t('Examples')}>
          <ul className="stack">
            {check.examples.map((example) => (
              <li key={example.contact + example.stage} className="row body13">
                <Glyph of={example.expected === example.held ? IconCircleCheck : IconCircleX} />
                <span className="grow cut">{example.contact}</span>
                <span className="small third">
                  {example.expected
                    ? t('should be {{stage}}', { stage: example.stage })
                    : t('should not be {{stage}}', { stage: example.stage })}
                  , {example.held ? t('is') : t('is not')}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
