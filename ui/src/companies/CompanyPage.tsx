import { IconBuilding, IconUsers } from '@tabler/icons-react';
import { useCompany } from '../api/hooks';
import type { Company } from '../api/types';
import { Roles } from '../associations/parts/Roles';
import { OwnerPick } from '../contacts/parts/OwnerPick';
import { RecordHistory } from '../contacts/parts/History';
import { Properties } from '../contacts/parts/Properties';
import { DealLines } from '../deals/parts/DealLines';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { useKeys } from '../kit/keys';
import { Anchor, useGo, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Avatar, Card, Glyph } from '../kit/parts';
import { Answer } from '../kit/states';
import { CompanyGroup } from './CompanyGroup';

export function CompanyPage() {
  const company = useCompany(useParam('id'));
  const go = useGo();
  useKeys({ Escape: () => go('/companies') });
  return (
    <Answer of={company} lines={8}>
      {(found) => (
        <>
          <PageHead
            title={found.name}
            sub={found.domain ?? undefined}
            lead={
              <Anchor to="/companies" className="row gap6 second">
                <Glyph of={IconBuilding} />
                <span className="deskword">{t('Companies')}</span>
              </Anchor>
            }
          />
          <div className="scroll twocolumn">
            <div className="stack gap16">
              <People company={found} />
              <CompanyGroup company={found} />
              <Roles type="companies" id={found.id} />
              <Card title={t('Deals')}>
                {found.deals.length === 0 ? (
                  <p className="small third">{t('No deals yet.')}</p>
                ) : (
                  <DealLines deals={found.deals} />
                )}
              </Card>
              <Card title={t('History')}>
                <RecordHistory kind="companies" id={found.id} />
              </Card>
            </div>
            <aside className="stack gap16" aria-label={t('Details')}>
              <Card title={t('Details')}>
                <Properties
                  kind="companies"
                  id={found.id}
                  properties={found.properties.filter((one) => one.name !== 'parent')}
                  version={found.version}
                  readOnly={false}
                  after={[
                    [
                      t('Owner'),
                      <OwnerPick
                        key="owner"
                        owner={found.owner}
                        path={`/companies/${found.id}`}
                        body={(owner) => ({ properties: { owner } })}
                        stale={[['company', found.id], ['companies']]}
                      />,
                    ],
                  ]}
                />
              </Card>
            </aside>
          </div>
        </>
      )}
    </Answer>
  );
}

function People({ company }: { company: Company }) {
  return (
    <Card
      title={t('People')}
      icon={IconUsers}
      aside={
        <span className="small third">{t('{{count}} contacts', { count: company.contacts.length })}</span>
      }
    >
      {company.contacts.length === 0 && (
        <p className="small third">{t('Nobody from this company is known yet.')}</p>
      )}
      <ul>
        {company.contacts.map((row) => (
          <li key={row.id} className="line" style={{ paddingLeft: 0, paddingRight: 0 }}>
            <Avatar name={row.name} />
            <div className="grow">
              <Anchor to={`/contacts/${row.id}`} className="medium">
                {row.name}
              </Anchor>
              <div className="small third cut">{row.job_title}</div>
            </div>
            {row.stage && (
              <span className="row gap6 small">
                <span className={`dot ${row.stage.team}`} />
                {row.stage.name}
              </span>
            )}
            <span className="small third nowrap">{moment(row.last_touch_at)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
