import { IconHistory } from '@tabler/icons-react';
import type { Contact, JourneyStage } from '../api/types';
import { t } from '../i18n';
import { full, longDay, moment } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { Avatar, Button, Glyph, Facts as FactList, NotKnown } from '../kit/parts';
import { MergedContacts } from './parts/MergedContacts';
import { OwnerPick } from './parts/OwnerPick';
import { Properties } from './parts/Properties';

export function AsOfBanner({ at, onLeave }: { at: string; onLeave: () => void }) {
  return (
    <div className="banner" role="status">
      <Glyph of={IconHistory} />
      <span className="grow">
        {t('As it stood on {{day}}. Nothing can be changed here.', { day: longDay(at) })}
      </span>
      <Button small onClick={onLeave}>
        {t('Back to now')}
      </Button>
    </div>
  );
}

export function Facts({ contact, readOnly }: { contact: Contact; readOnly: boolean }) {
  const { company } = contact;
  return (
    <div className="stack gap16">
      <div className="row">
        <Avatar name={contact.name || '?'} size="large" />
        <div className="grow">
          <div className="mid">{contact.name}</div>
          <div className="body13 second">{contact.job_title}</div>
          {company && (
            <Anchor to={`/companies/${company.id}`} className="body13 link">
              {company.name}
            </Anchor>
          )}
        </div>
      </div>
      <StagePath stages={contact.journey?.stages ?? []} />
      {!readOnly && (contact.journey?.stages.length ?? 0) > 0 && <PlaceButton />}
      {contact.journey?.ended && (
        <p className="note">
          {t('Journey ended {{time}}: {{end}}', {
            time: moment(contact.journey.ended.at),
            end: contact.journey.ended.reason ?? contact.journey.ended.end,
          })}
        </p>
      )}
      <section className="stack gap6 later">
        <h2 className="body13">{t('Details')}</h2>
        <Properties
          kind="contacts"
          id={contact.id}
          properties={contact.properties}
          version={contact.version}
          readOnly={readOnly}
          after={[
            [
              t('Owner'),
              <OwnerPick
                key="owner"
                owner={contact.owner}
                path={`/contacts/${contact.id}`}
                body={(owner) => ({ properties: { owner } })}
                stale={[['contact', contact.id], ['contacts'], ['timeline', contact.id]]}
                readOnly={readOnly}
              />,
            ],
            [
              t('Known since'),
              <span key="since" title={full(contact.created_at)}>
                {moment(contact.created_at)}
              </span>,
            ],
          ]}
        />
      </section>
      {company && company.properties.length > 0 && (
        <section className="stack gap6 later">
          <h2 className="body13">{company.name}</h2>
          <FactList
            rows={company.properties
              .filter((property) => property.name !== 'name')
              .map((property) => [property.label, property.text || <NotKnown key={property.name} />])}
          />
        </section>
      )}
      {contact.merged.length > 0 && <MergedContacts contact={contact} readOnly={readOnly} />}
      {contact.colleagues.length > 0 && <Colleagues contact={contact} />}
    </div>
  );
}

function PlaceButton() {
  const [, change] = useAddress();
  return (
    <div>
      <button type="button" className="link small second" onClick={() => change({ place: '1' })}>
        {t('Place in a stage…')}
      </button>
    </div>
  );
}

export function StagePath({ stages }: { stages: JourneyStage[] }) {
  const now = stages.filter((stage) => stage.at !== null).at(-1)?.name;
  return (
    <ol className="path bars" aria-label={t('Stages')}>
      {stages.map((stage) => (
        <li key={stage.name} className={stage.name === now ? 'now' : stage.at ? 'medium' : 'second'}>
          <span className={`dot ${stage.at ? stage.team : 'none'}`} />
          <span className="grow">
            {stage.name}
            <span className="hidden"> {stage.at ? '' : t('not reached')}</span>
          </span>
          {stage.at && (
            <time className="small third desk" dateTime={stage.at} title={full(stage.at)}>
              {moment(stage.at)}
              {stage.how === 'placed' ? ` · ${t('placed')}` : ''}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}

function Colleagues({ contact }: { contact: Contact }) {
  return (
    <section className="stack gap6 later">
      <h2 className="body13">{t('People there')}</h2>
      <ul className="stack">
        {contact.colleagues.map((colleague) => (
          <li key={colleague.id} className="row">
            <Avatar name={colleague.name} />
            <div className="grow">
              <Anchor to={`/contacts/${colleague.id}`} className="body13 medium">
                {colleague.name}
              </Anchor>
              <div className="small third cut">
                {[colleague.job_title, colleague.last_touch_at && moment(colleague.last_touch_at)]
                  .filter(Boolean)
                  .join(', ')}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
