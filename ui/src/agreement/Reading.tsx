import type { ReactNode } from 'react';
import type { Agreement, ReadableSection } from '../api/types';
import { t } from '../i18n';
import { count, percent } from '../kit/format';

export function Reading({ agreement, rail }: { agreement: Agreement; rail: ReactNode }) {
  const { sections } = agreement.readable;
  return (
    <div className="scroll">
      <div className="agreement">
        <nav className="toc" aria-label={t('Sections')}>
          <h2 className="small third">{t('Sections')}</h2>
          {sections.map((section) => (
            <a key={section.key} href={`#section-${section.key}`}>
              {section.title}
            </a>
          ))}
        </nav>
        <div className="stack gap24">
          <StageStrip agreement={agreement} />
          {sections.map((section) => (
            <Section key={section.key} section={section} />
          ))}
        </div>
        <aside className="stack gap16" aria-label={t('Signatures and drafts')}>
          {rail}
        </aside>
      </div>
    </div>
  );
}

function StageStrip({ agreement }: { agreement: Agreement }) {
  return (
    <div className="stack gap6">
      <div className="strip">
        {agreement.stages.map((stage) => (
          <a key={stage.name} href={`#section-${stage.name}`} className={stage.team}>
            <span className="small medium">{stage.name}</span>
            <b>{count(stage.entered_90d)}</b>
            <span className="small second">
              {stage.conversion_percent === null
                ? t('last 90 days')
                : t('{{share}} of the stage before', { share: percent(stage.conversion_percent) })}
            </span>
          </a>
        ))}
      </div>
      <p className="small third row wrap gap12">
        <span className="row gap6">
          <span className="capsule marketing" />
          {t('owned by marketing')}
        </span>
        <span className="row gap6">
          <span className="capsule sales" />
          {t('owned by sales')}
        </span>
        <span>{t('people who entered each stage in the last 90 days')}</span>
      </p>
    </div>
  );
}

export function Section({ section }: { section: ReadableSection }) {
  return (
    <section id={`section-${section.key}`} className="stack gap12" style={{ scrollMarginTop: 16 }}>
      <div className="row">
        <h2>{section.title}</h2>
        {section.team && <span className={`capsule ${section.team}`} title={section.team} />}
      </div>
      <p className="sentence">{section.sentence}</p>
      {section.clauses.length > 0 && (
        <ol className="clauses">
          {section.clauses.map((clause, index) => (
            <li key={clause.title + String(index)}>
              <span className="n">{index + 1}</span>
              <div className="grow">
                <div className="strong">{clause.title}</div>
                <ul className="bullets">
                  {clause.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      )}
      {section.code && (
        <pre className="code mono" tabIndex={0} aria-label={t('The same as text')}>
          {section.code}
        </pre>
      )}
    </section>
  );
}
