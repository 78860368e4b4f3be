// One contact: facts on the left, what happened in the middle, why it stands where it stands on the right.
import { IconAddressBook, IconChevronDown, IconChevronUp, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useContact } from '../api/hooks';
import type { Contact, ContactRow, Rows } from '../api/types';
import { t } from '../i18n';
import { useKeys } from '../kit/keys';
import { Anchor, useAddress, useGo, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Chip, Glyph } from '../kit/parts';
import { Answer } from '../kit/states';
import { AsOfBanner, Facts } from './ContactFacts';
import { ContactHistory } from './ContactHistory';
import { ContactRail } from './ContactRail';
import { type Place, placeIn } from './model';
import { PlaceInStage } from './PlaceInStage';

export function ContactPage() {
  const id = useParam('id');
  const [search] = useAddress();
  const contact = useContact(id, search['as_of']);
  return (
    <Answer of={contact} lines={8}>
      {(found) => <Record contact={found} asOf={search['as_of']} />}
    </Answer>
  );
}

function usePlace(id: string): Place | undefined {
  const lists = useQueryClient().getQueriesData<{ pages: Rows<ContactRow>[] }>({ queryKey: ['contacts'] });
  for (const [, list] of lists) {
    const place = placeIn(list?.pages.flatMap((page) => page.rows) ?? [], id);
    if (place) return place;
  }
  return undefined;
}

function Record({ contact, asOf }: { contact: Contact; asOf: string | undefined }) {
  const place = usePlace(contact.id);
  const go = useGo();
  const [search, change] = useAddress();
  const open = (id: string | undefined) => id && go(`/contacts/${id}`);
  const log = (kind: string) => !asOf && change({ log: kind });
  useKeys({
    j: () => open(place?.next),
    k: () => open(place?.previous),
    l: () => log('call'),
    n: () => log('note'),
    m: () => log('email'),
    t: () => log('task'),
    s: () => !asOf && change({ place: '1' }),
    Escape: () => go('/contacts'),
  });
  const stage = contact.journey?.stages.filter((one) => one.at !== null).at(-1);
  return (
    <>
      <PageHead
        title={contact.name || contact.email || t('Unnamed contact')}
        lead={
          <Anchor to="/contacts" className="row gap6 second">
            <Glyph of={IconAddressBook} />
            <span className="deskword">{t('Contacts')}</span>
          </Anchor>
        }
        beside={stage && <Chip tone={stage.team}>{stage.name}</Chip>}
      >
        {place && (
          <span className="row gap4 desk">
            <Button
              small
              kind="ghost"
              icon={IconChevronUp}
              label={t('Previous contact')}
              disabled={!place.previous}
              onClick={() => open(place.previous)}
            />
            <span className="small third figures">
              {t('{{at}} of {{of}}', { at: place.at, of: place.of })}
            </span>
            <Button
              small
              kind="ghost"
              icon={IconChevronDown}
              label={t('Next contact')}
              disabled={!place.next}
              onClick={() => open(place.next)}
            />
          </span>
        )}
        {!asOf && (
          <Button kind="filled" icon={IconPlus} hint="L" onClick={() => log('call')}>
            {t('Log')}
          </Button>
        )}
      </PageHead>
      {asOf && <AsOfBanner at={asOf} onLeave={() => change({ as_of: undefined })} />}
      <div className="record">
        <section className="left" aria-label={t('Facts')} tabIndex={0}>
          <Facts contact={contact} readOnly={asOf !== undefined} />
        </section>
        <section className="centre" aria-label={t('What happened')} tabIndex={0}>
          <ContactHistory contact={contact} asOf={asOf} />
        </section>
        <section className="rail stack gap16" aria-label={t('Why and what next')} tabIndex={0}>
          <ContactRail contact={contact} asOf={asOf} />
        </section>
      </div>
      {search['place'] === '1' && !asOf && (
        <PlaceInStage contact={contact} onClose={() => change({ place: undefined })} />
      )}
    </>
  );
}
