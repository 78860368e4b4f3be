import type { AgreementRow, Team } from '../../api/types';

// Whether a draft waits for a signature of this team.
export const missingFor = (draft: AgreementRow, team: Team | null): boolean =>
  team !== null && draft.state === 'draft' && !draft.signatures.some((signature) => signature.for === team);

// "2" is version two; a draft has a name of its own.
export const shownVersion = (version: string): string => (/^\d+$/.test(version) ? `v${version}` : version);
