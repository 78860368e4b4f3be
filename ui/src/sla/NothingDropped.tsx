// Everybody who ever qualified, counted once.
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { SlaView } from '../api/schema';
import { t } from '../i18n';
import { count } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Glyph } from '../kit/parts';

export function NothingDropped({ view }: { view: SlaView }) {
  const { conservation, without_owner: without } = view;
  const parts: [string, number, string][] = [
    ['accepted', conservation.accepted, t('accepted')],
    ['offered', conservation.offered, t('offered')],
    ['soon', conservation.waiting, t('waiting')],
    ['closed', conservation.closed, t('closed with a reason')],
    ['breached', conservation.dropped, t('dropped')],
  ];
  const title = without === 0 ? t('Nothing dropped') : t('Somebody was dropped');
  return (
    <section className="conserved" aria-label={title}>
      <div className="row wrap">
        <Glyph of={without === 0 ? IconShieldCheck : IconShieldX} large />
        <h2>{title}</h2>
        <span className="second">
          {t('Qualified so far: {{number}}. Each is owned and timed, or closed with a reason.', {
            number: count(conservation.qualified),
          })}
        </span>
        <span className="grow" />
        <Anchor to="/leaks" className={without === 0 ? 'link medium' : 'link medium late'}>
          {t('{{number}} without an owner', { number: count(without) })}
        </Anchor>
      </div>
      <div className="conservedbar">
        {parts
          .filter(([, number]) => number > 0)
          .map(([tone, number, word]) => (
            <span key={tone} className={tone} style={{ flexGrow: number }}>
              <b>{count(number)}</b> {word}
            </span>
          ))}
      </div>
    </section>
  );
}
