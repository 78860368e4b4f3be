// The handoffs behind one row.
import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { get } from '../api/client';
import type { JudgedView } from '../api/schema';
import type { Rows } from '../api/types';
import { stateLook } from '../handoffs/parts/words';
import { t } from '../i18n';
import { count, full, moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Button, Card, Chip } from '../kit/parts';
import { Answer } from '../kit/states';

interface JudgedProps {
  ask: { by: string; from: string | undefined; to: string | undefined; key: string };
  name: string;
  onClose: () => void;
}

export function Judged({ ask, name, onClose }: JudgedProps) {
  const found = useQuery({
    queryKey: ['feedback', 'handoffs', ask],
    queryFn: () => get<Rows<JudgedView>>('/feedback/handoffs', { ...ask, limit: 100 }),
  });
  return (
    <Card
      title={t('Handoffs: {{name}}', { name })}
      aside={<Button small kind="ghost" icon={IconX} label={t('Close')} onClick={onClose} />}
    >
      <Answer of={found}>
        {(page) => (
          <div className="stack gap8">
            <ul className="stack gap4">
              {page.rows.map((row) => (
                <li key={`${row.contact.id}-${row.offered_at}`} className="row wrap body13">
                  <Anchor to={`/handoffs/${row.contact.id}`} className="link">
                    {row.contact.name}
                  </Anchor>
                  <span className="second">{row.contact.company}</span>
                  <Chip tone={stateLook[row.answer].tone} icon={stateLook[row.answer].icon}>
                    {t(stateLook[row.answer].word)}
                  </Chip>
                  <span className="third">{row.reason || row.praise}</span>
                  <span className="grow" />
                  <span className="third small" title={full(row.offered_at)}>
                    {moment(row.offered_at)}
                  </span>
                </li>
              ))}
            </ul>
            {(page.total ?? 0) > page.rows.length && (
              <p className="small third">
                {t('{{number}} more', { number: count((page.total ?? 0) - page.rows.length) })}
              </p>
            )}
          </div>
        )}
      </Answer>
    </Card>
  );
}
