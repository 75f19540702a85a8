import type { Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** Who keeps the trust list, as an issuer of its own: no agency signs for the others. */
export const KEEPER = 'trust-list';

/** The root under which relying parties have their certificates, as an issuer of nothing. */
export const PARTIES = 'relying-parties';

const PARTIES_TITLE: Text = { 'zh-Hant': '查驗者', ko: '검증자', en: 'Relying parties' };

const KEEPER_TITLE: Text = { 'zh-Hant': '信任清單', ko: '신뢰 목록', en: 'Trust list' };

type Site = Pick<Government, 'config'>;

/** The address of this installation; a process that serves nobody takes the one that it would serve at. */
export function originOf({ config: { ORIGIN, PORT } }: Site): string {
  return ORIGIN || `http://localhost:${PORT}`;
}

/** The identifier of an issuer (OpenID4VCI section 12.2.1). */
export const issOf = (site: Site, agency: string): string => `${originOf(site)}/issuers/${agency}`;

/** The address that stands for a type of credential as SD-JWT VC. */
export const vctAt = (site: Site, type: string): string => `${originOf(site)}/credentials/types/${type}`;

/** The agencies that vouch for something, in the order of the pack. */
export function issuersOf({ pack }: Pick<Government, 'pack'>): readonly string[] {
  const issuing = new Set([...pack.credentials.values()].map(({ agency }) => agency));
  return [...pack.agencies.keys()].filter((agency) => issuing.has(agency));
}

/** Whether it is one of them, or who keeps the trust list. */
export const isIssuer = (gov: Pick<Government, 'pack'>, agency: string): boolean =>
  agency === KEEPER || issuersOf(gov).includes(agency);

/** What an issuer is called. */
export const titleOf = ({ pack }: Pick<Government, 'pack'>, agency: string): Text =>
  (agency === KEEPER ? KEEPER_TITLE : undefined) ??
  (agency === PARTIES ? PARTIES_TITLE : pack.agencies.get(agency)!.title);

/** Types that an issuer may vouch for: `vct`s and `docType`s. */
export function typesOf(gov: Pick<Government, 'config' | 'pack'>, agency: string): string[] {
  const own = [...gov.pack.credentials.values()].filter((type) => type.agency === agency);
  return own.flatMap(({ id, formats }) =>
    formats.flatMap((format) =>
      // A compact card is vouched for as what it is small of: by its type.
      format.kind === 'compact' ? [] : [format.kind === 'mso_mdoc' ? format.docType : vctAt(gov, id)],
    ),
  );
}

/** Whose act it is when keys change: the issuer's own, or for the list and relying parties that of who keeps the register of people. */
export function actingFor({ pack }: Pick<Government, 'pack'>, agency: string): string {
  return agency === KEEPER || agency === PARTIES ? pack.registries.get(pack.people.registry)!.agency : agency;
}

/** Where issuers are, as their certificates say: ISO 3166-1 alpha-2. */
export const countryOf = ({ pack }: Pick<Government, 'pack'>): string => pack.country;
