import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { post } from '../../api/client';
import type { LikelyContact } from '../../api/types';
import { t } from '../../i18n';
import { Anchor } from '../../kit/nav';

const pauseMs = 400;

// Who the contact that is being typed probably is already.
export function LikelyContacts({ properties }: { properties: Record<string, string> }) {
  const typed = JSON.stringify(properties);
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const likely = useQuery({
    queryKey: ['likely', asked],
    queryFn: () =>
      post<{ rows: LikelyContact[] }>('/duplicates/check', {
        properties: JSON.parse(asked) as Record<string, string>,
        company: null,
      }),
    enabled: asked !== '{}',
    retry: false,
  });
  const rows = likely.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div role="status" className="stack gap4">
      <span className="body13">{t('Probably here already:')}</span>
      {rows.map((row) => (
        <Anchor key={row.contact.id} to={`/contacts/${row.contact.id}`} className="link body13">
          {[row.contact.name, row.email, row.contact.company].filter(Boolean).join(', ')}
        </Anchor>
      ))}
    </div>
  );
}
