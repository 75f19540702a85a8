import { claimKey } from './credential-claims.ts';
import type { PackFiles } from './files.ts';
import type { CardSource, Fact, Service } from './model.ts';
import type { CredentialClaim, CredentialType } from './model-credential.ts';
import type { RelyingParty } from './model-relying-party.ts';
import { refer } from './parts.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** What facts that are shown out of a wallet speak of. */
interface Known {
  files: PackFiles;
  credentials: ReadonlyMap<string, CredentialType>;
  relyingParties: ReadonlyMap<string, RelyingParty>;
}

/** A fact that a card answers. */
export type CardFact = Fact & { source: Extract<Fact['source'], { kind: 'asked' }> & { card: CardSource } };

const isCardFact = (fact: Fact): fact is CardFact => fact.source.kind === 'asked' && fact.source.card !== undefined;

/** The facts of a service that a card answers. */
export const cardFactsOf = ({ facts }: Pick<Service, 'facts'>): CardFact[] => [...facts.values()].filter(isCardFact);

/**
 * Who asks for the cards of a service: the relying party of its agency that has a use of the service's name.
 * @returns undefined where there is none.
 */
export const partyOf = (
  relyingParties: Iterable<RelyingParty>,
  { id, agency }: Pick<Service, 'id' | 'agency'>,
): RelyingParty | undefined => [...relyingParties].find((party) => party.agency === agency && party.uses.has(id));

/** The claim of a credential that answers a fact. */
export const claimOfCard = (type: CredentialType | undefined, { claim }: CardSource): CredentialClaim | undefined =>
  type?.claims.find((one) => claimKey(one) === claim);

/** Holds the facts of all services that cards answer against the credentials and the relying parties of the pack. */
export function checkCardFacts(known: Known, services: Iterable<Service>): void {
  for (const service of services) for (const fact of cardFactsOf(service)) checkCardFact(known, service, fact);
}

function checkCardFact(known: Known, service: Service, fact: CardFact): void {
  const { files, credentials, relyingParties } = known;
  const at = placeOf(files, service, fact);
  const { card } = fact.source;
  refer(files.credentials, card.type, 'credential', at);
  const type = credentials.get(card.type);
  if (!type) return;
  const claims = Object.fromEntries(type.claims.map((one) => [claimKey(one), one]));
  const claim = refer(claims, card.claim, `claim of ${type.id}`, at);
  if (!claim) return;
  const said = claim.says.kind === 'fact' ? type.eligibility.facts.get(claim.says.fact) : undefined;
  if (said?.type !== fact.type)
    at.file.mistake(
      at.path,
      `${card.claim} of ${type.id} is ${said?.type ?? 'a picture'}, and ${fact.name} is ${fact.type}`,
    );
  const values = Object.keys(said?.options ?? {}).filter((value) => !Object.hasOwn(fact.options ?? {}, value));
  if (values.length > 0)
    at.file.mistake(at.path, `${fact.name} has no value ${values.join(', ')}, which ${type.id} has`);
  const use = partyOf(relyingParties.values(), service)?.uses.get(service.id);
  const [option = []] = use?.asks.length === 1 ? use.asks : [];
  const asked = option.find((one) => one.type.id === type.id);
  if (!asked || ![...asked.claims, ...asked.optional].includes(claim))
    at.file.mistake(
      at.path,
      `no relying party of ${service.agency} has a use "${service.id}" that asks for ${card.claim} of ${type.id} and nothing else instead`,
    );
}

/** Where a fact names its claim: in the service's file, or in the vocabulary. */
function placeOf(files: PackFiles, { id }: Service, { name }: Fact): { file: YamlFile; path: YamlPath } {
  const own = files.services.get(id);
  if (own && Object.hasOwn(own.yaml.facts ?? {}, name)) return { file: own.file, path: ['facts', name, 'claim'] };
  return { file: files.vocabulary?.file ?? own!.file, path: [name, 'claim'] };
}
