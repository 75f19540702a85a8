import { Type } from 'typebox';
import { Layout, renderPage } from '../../../design/index.ts';
import { type Locale, page, type Route, route } from '../../../kernel/index.ts';
import { accountOf, type BookedLine } from '../../../ledger/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import { shopsPaidBy, walletAccount } from '../../../programmes/index.ts';
import { namesOf } from '../../../registry/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { STATEMENT_FORMS, statementFile } from '../../statements/files.ts';
import { expectPeriod, PeriodQuery, readPeriod } from '../../statements/period.ts';
import type { StatementSubject } from '../../statements/subject.ts';
import { StatementView, showStatement } from '../../statements/view.tsx';
import { STATEMENT } from '../../statements/words.ts';
import { WORDS } from '../../words.ts';
import { OfProgramme, programmeIn } from '../vouchers/params.ts';

/** The statement of a person's own wallet, as a page and as files. */
export function walletStatementRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/vouchers/:programme/statement',
      audience: 'resident',
      summary: 'The statement of my wallet for a period, with the balance after each line',
      params: OfProgramme,
      query: Type.Object({ ...PeriodQuery, after: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const period = readPeriod(gov, call.query);
        const [context, subject] = await Promise.all([
          pageContext(site, call),
          subjectOf(gov, call.preferences.locale, programme, call.caller.person),
        ]);
        const shown = await showStatement(subject, period, call.query.after);
        const isWrong = Object.keys(period.problems).length > 0;
        const back = { href: `/vouchers/${programme.id}`, text: programme.title[context.locale] };
        const html = renderPage(
          <Layout context={context} title={STATEMENT.title[context.locale]} back={back} failed={isWrong}>
            <StatementView subject={subject} shown={shown} />
          </Layout>,
        );
        return page(html, isWrong ? 422 : 200);
      },
    }),
    ...STATEMENT_FORMS.map((form) =>
      route({
        method: 'GET',
        path: `/vouchers/:programme/statement.${form}`,
        audience: 'resident',
        summary: `The statement of my wallet as a file (${form})`,
        params: OfProgramme,
        query: Type.Object(PeriodQuery),
        async handle(call) {
          const programme = programmeIn(gov, call.params);
          const period = expectPeriod(gov, call.query);
          const subject = await subjectOf(gov, call.preferences.locale, programme, call.caller.person);
          return statementFile(subject, period, form);
        },
      }),
    ),
  ];
}

/** A person's wallet. Shops are named; family is not, since a file goes elsewhere. */
async function subjectOf(
  gov: Government,
  locale: Locale,
  programme: Programme,
  person: string,
): Promise<StatementSubject> {
  const reader = { kind: 'self', person } as const;
  const [names, shops] = await Promise.all([
    namesOf(gov.db, gov, { reader, purpose: { text: WORDS.ownName }, people: [person] }),
    shopsPaidBy(gov.db, { person, programme: programme.id }),
  ]);
  return {
    ...{ gov, locale, programme, owner: names.get(person) ?? '' },
    account: accountOf(walletAccount(gov, programme.id, person)),
    path: `/vouchers/${programme.id}/statement`,
    counterpartyOf: ({ purpose, reference }: BookedLine) =>
      OF_SHOPS.has(purpose) ? (shops.get(reference ?? '') ?? '') : '',
  };
}

/** What names the shop as its reference. */
const OF_SHOPS = new Set(['payment', 'refund']);
