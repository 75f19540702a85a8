import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { type HeldRecord, tokenOf, wardsOf } from '../../../exchange/index.ts';
import { AppError, page, type Route, redirect, route, type Text, transaction } from '../../../kernel/index.ts';
import { disputeValue, LONGEST_CLAIM, openDisputes } from '../../../services/index.ts';
import { whatToCorrect } from '../../problem.tsx';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { checkRoutes } from './check.tsx';
import { counterCodeRoutes } from './counter.tsx';
import { type Attempt, correctable, DisputePage } from './dispute.tsx';
import { downloadRoutes } from './download.tsx';
import { lockerRoutes } from './locker.tsx';
import { looksRoutes } from './looks-page.tsx';
import { MyDataPage } from './page.tsx';
import { disputeOf, isCorrectedHere } from './records.tsx';
import { addressOf, dataFor, Of, type Whose } from './whose.ts';
import { MY_DATA } from './words.ts';

const Token = Type.String({ pattern: '^[0-9a-f]{16}$' });

/** What agencies know of the reader or of whom they act for, where they ask to have it corrected, and who saw it. */
export function myDataRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/my-data',
      audience: 'resident',
      summary: 'What agencies know about the person signed in, or about somebody whom they act for',
      query: Type.Object({ ...Of, asked: Type.Optional(Type.String({ maxLength: 60 })) }),
      async handle(call) {
        const { person } = call.caller;
        const [context, { held, ward }] = await Promise.all([
          pageContext(site, call),
          dataFor(gov, person, call.query.of),
        ]);
        const [disputes, wards] = await Promise.all([disputesBy(site, person, held), ward ? [] : wardsOf(gov, person)]);
        const asked = gov.pack.agencies.has(call.query.asked ?? '') ? call.query.asked : undefined;
        return page(renderPage(<MyDataPage {...{ gov, context, held, ward, wards, disputes, asked }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/my-data/disputes/new',
      audience: 'resident',
      summary: 'Where a person says that a value of a record is wrong',
      query: Type.Object({ ...Of, record: Token }),
      async handle(call) {
        const whose = await dataFor(gov, call.caller.person, call.query.of);
        return showDispute(site, call, whose, recordIn(whose, call.query.record));
      },
    }),
    route({
      method: 'POST',
      path: '/my-data/disputes',
      audience: 'resident',
      summary: 'Asks the agency that keeps a value to correct it',
      body: Type.Object({
        ...Of,
        record: Token,
        field: Type.Optional(Type.String({ maxLength: 60 })),
        claimed: Type.String({ maxLength: 3 * LONGEST_CLAIM }),
      }),
      async handle(call) {
        const { person } = call.caller;
        const { record: token, field, claimed } = call.body;
        const whose = await dataFor(gov, person, call.body.of);
        const one = recordIn(whose, token);
        const refuse = (of: Attempt['problem']['of'], text: Text) =>
          showDispute(site, call, whose, one, { field, claimed, problem: { of, text } });
        if (field === undefined || !correctable(one).includes(field)) return refuse('field', MY_DATA.chooseField);
        const { registry, record } = one;
        const { subject, key, values } = record;
        if (disputeOf(await disputesBy(site, person, whose.held), one, field))
          return refuse('field', MY_DATA.alreadyAsked);
        try {
          const disputed = { registry: registry.id, field, subject, key, value: values[field] };
          await transaction(gov.db, (tx) => disputeValue(tx, gov, { person, held: disputed, claimed }));
        } catch (error) {
          return refuse('claimed', whatToCorrect(error));
        }
        return redirect(addressOf('/my-data', whose.ward, { asked: registry.agency }));
      },
    }),
    ...looksRoutes(site),
    ...downloadRoutes(site),
    ...counterCodeRoutes(site),
    ...lockerRoutes(site),
    ...checkRoutes(site),
  ];
}

/** What a person has said is wrong in the records shown, and is not settled. */
async function disputesBy({ gov }: Site, person: string, { records }: Whose['held']) {
  const subjects = [...new Set(records.map(({ record }) => record.subject))];
  return (await openDisputes(gov.db, subjects)).filter((dispute) => dispute.person === person);
}

function recordIn({ held }: Whose, token: string): HeldRecord {
  const one = held.records.find((each) => tokenOf(each) === token);
  if (!one || !isCorrectedHere(one)) throw new AppError('not-found', MY_DATA.noRecord);
  return one;
}

async function showDispute(
  site: Site,
  call: PageCall,
  { held, ward }: Whose,
  one: HeldRecord,
  attempt?: Attempt,
): Promise<Response> {
  const context = await pageContext(site, { ...call, here: '/my-data' });
  const shown = { gov: site.gov, context, held, one, ward, ...(attempt && { attempt }) };
  return page(renderPage(<DisputePage {...shown} />), attempt ? 422 : 200);
}
