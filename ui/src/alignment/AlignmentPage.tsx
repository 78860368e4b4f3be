// Are we aligned? The open signs, each with what to do; then what is clear; beside them the four questions.
import { IconCircleCheck, IconHeartHandshake } from '@tabler/icons-react';
import { useAlignment } from '../api/hooks';
import type { Alignment, Sign } from '../api/types';
import { t } from '../i18n';
import { count } from '../kit/format';
import { Anchor } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Card, Glyph } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { Goals } from './Goals';
import { questions, sentenceOf, titleOf, tooLittle } from './parts/signs';
import { SignCard } from './SignCard';

export function AlignmentPage() {
  const alignment = useAlignment();
  return (
    <>
      <PageHead title={t('Alignment')} sub={alignment.data && subOf(alignment.data)} />
      <div className="scroll pad">
        <Answer of={alignment} lines={8}>
          {(found) => (
            <div className="homegrid">
              <div className="stack gap16">
                <Signs alignment={found} />
              </div>
              <div className="stack gap16">
                <Questions alignment={found} />
                <Goals />
              </div>
            </div>
          )}
        </Answer>
      </div>
    </>
  );
}

function subOf({ open, clear, not_enough_data: few }: Alignment): string {
  return t('{{open}} open, {{clear}} clear, {{few}} without enough data', {
    open: count(open),
    clear: count(clear),
    few: count(few),
  });
}

function Signs({ alignment }: { alignment: Alignment }) {
  const of = (state: Sign['state']) => alignment.signs.filter((sign) => sign.state === state);
  const clear = of('clear');
  const few = of('not_enough_data');
  return (
    <>
      {of('open').map((sign, index) => (
        <SignCard key={sign.key} sign={sign} first={index === 0} />
      ))}
      {alignment.open === 0 && clear.length > 0 && (
        <p className="second">{t('No warning sign is open. Each one opens and closes by its numbers.')}</p>
      )}
      {alignment.open === 0 && clear.length === 0 && (
        <Empty icon={IconHeartHandshake} title={t('Nothing to judge by yet')}>
          {t(
            'Signs open when handoffs are late, a source is rejected, goals differ or colleagues do not answer. Each says how much it needs.',
          )}
        </Empty>
      )}
      {clear.length > 0 && <Quiet title={t('Clear')} signs={clear} clear />}
      {few.length > 0 && <Quiet title={t('Not enough data to say whether')} signs={few} />}
    </>
  );
}

function Quiet({ title, signs, clear }: { title: string; signs: Sign[]; clear?: boolean }) {
  return (
    <Card title={title}>
      <ul className="quietsigns">
        {signs.map((sign) => (
          <li key={sign.key} className="row top">
            {clear && <Glyph of={IconCircleCheck} />}
            <div>
              <Anchor to={`/alignment/${sign.key}`} className="link">
                {titleOf(sign)}
              </Anchor>
              <p className="small second">{numberOf(sign)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function numberOf(sign: Sign): string {
  const nearest = sign.findings[0];
  if (sign.state === 'not_enough_data') return tooLittle(sign);
  return nearest ? sentenceOf(sign, nearest) : '';
}

function Questions({ alignment }: { alignment: Alignment }) {
  return (
    <Card title={t('Four questions, answered live')}>
      <ul className="questions">
        {alignment.questions.map((question) => {
          const words = questions[question.key];
          return (
            <li key={question.key} className="stack gap4">
              <span className="small medium second">{t(words.asks)}</span>
              <span className="figure">
                {t('{{some}} of {{all}}', {
                  some: count(question.numerator),
                  all: count(question.denominator),
                })}
              </span>
              <span className="second">{t(words.says)}</span>
              <span className="small third">{t(words.lacks)}</span>
              <Anchor to={question.link} className="link small">
                {t(words.act)}
              </Anchor>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
