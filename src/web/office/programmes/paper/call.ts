import { type Static, type TObject, Type } from 'typebox';
import { AppError, type Text } from '../../../../kernel/index.ts';
import type { Government, Programme } from '../../../../pack/index.ts';
import { asOffice, type ProgrammeOfficer } from '../../../../programmes/index.ts';
import { pageContext, type Site } from '../../../site.ts';
import { detailOf, mendable, type OfficerCall, officerOf, ProgrammeParams } from '../call.ts';
import { PROGRAMMES } from '../words.ts';

export const OfPaper = ProgrammeParams;
export const OfRun = Type.Object({ ...ProgrammeParams.properties, run: Type.String({ format: 'uuid' }) });
export const OfBlock = Type.Object({ ...ProgrammeParams.properties, block: Type.String({ format: 'uuid' }) });

/** A form of short texts: more than is accepted, so that what is wrong comes back to be mended. */
export const fields = <const Names extends readonly string[]>(...names: Names) =>
  Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String({ maxLength: 5_000 }))])) as Record<
      Names[number],
      ReturnType<typeof optionalText>
    >,
  );
const optionalText = () => Type.Optional(Type.String({ maxLength: 5_000 }));

export type Fields<Schema extends TObject> = Static<Schema>;

/** A number of sets or of one set, as typed; what is none becomes one that no rule accepts. */
export const numberIn = (typed: string | undefined): number => {
  const plain = (typed ?? '').normalize('NFKC').replaceAll(/[\s,]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : 0;
};

/** What all pages about a programme's paper need. */
export async function paperView(site: Site, call: OfficerCall & { params: { programme: string } }, part: string) {
  const { gov } = site;
  const officer = officerOf(call);
  const programme =
    part === '/counter'
      ? atCounter(gov, officer, call.params.programme)
      : asOffice(gov, officer, call.params.programme);
  const here = `/office/programmes/${programme.id}/paper${part}`;
  const context = await pageContext(site, { ...call, here });
  return { gov, context, programme, officer: officer.person, runs: officer.role === programme.office };
}

/**
 * The programme, if the officer stands at its counters or runs it.
 * @throws AppError `not-found` for any other.
 */
export function atCounter(gov: Government, officer: ProgrammeOfficer, id: string): Programme {
  const programme = gov.pack.programmes.get(id);
  const mine = programme?.agency === officer.agency && [programme.counter, programme.office].includes(officer.role);
  if (!programme || !mine) throw new AppError('not-found', PROGRAMMES.none);
  return programme;
}

/** Does what a form asks for. @returns what was refused, with the field that it is about and the status to say it with. */
export async function attempted(
  work: () => Promise<unknown>,
  field?: string,
): Promise<{ text: Text; status: number; field?: string } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const refusal = error instanceof AppError && error.code === 'not-found' ? error : mendable(error);
    return { text: detailOf(refusal), status: refusal.status, ...(field && { field }) };
  }
}
