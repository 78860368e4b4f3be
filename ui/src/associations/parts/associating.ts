// Asking and telling who belongs to a record, and in which roles.
import { useQuery } from '@tanstack/react-query';
import { get, post, write } from '../../api/client';
import type { AssociationView, AssociationWish, RoleView, Rows } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';

export type RecordType = 'contacts' | 'companies' | 'deals';

export const useAssociations = (type: RecordType, id: string, asOf?: string) =>
  useQuery({
    queryKey: ['associations', type, id, asOf ?? null],
    queryFn: () =>
      get<Rows<AssociationView>>(`/associations/${type}/${id}`, asOf ? { as_of: asOf } : undefined),
  });

export const useRoles = (from: RecordType, to: RecordType) =>
  useQuery({
    queryKey: ['association-roles', from, to],
    queryFn: () => get<Rows<RoleView>>(`/association-roles/${from}/${to}`),
    staleTime: 60_000,
  });

interface Told {
  contact: string;
  name: string;
  roles: string[];
}

const wishOf = (deal: string, told: Told): AssociationWish => ({
  from_type: 'contacts',
  from: told.contact,
  to_type: 'deals',
  to: deal,
  roles: told.roles,
});

const stale = (deal: string) => [['associations'], ['deal', deal], ['deals'], ['board']];

// Makes the contact one of the deal's, in exactly these roles.
export const useTell = (deal: string) =>
  useAct({
    send: (told: Told) => write<{ undo?: string }>('PUT', '/associations', wishOf(deal, told)),
    done: ({ name }) => t('{{name}} is part of the deal', { name }),
    stale: () => stale(deal),
  });

export const useTakeOff = (deal: string) =>
  useAct({
    send: (told: Told) => post<{ undo?: string }>('/associations/remove', wishOf(deal, told)),
    done: ({ name }) => t('{{name}} is not part of the deal any more', { name }),
    stale: () => stale(deal),
  });

// The roles with one more, or one less.
export const toggled = (roles: RoleView[], key: string): string[] => {
  const keys = roles.map((role) => role.key);
  return keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
};
