import { Type } from 'typebox';
import { renderPage, Select } from '../../design/index.ts';
import { AppError, page, type Route, route } from '../../kernel/index.ts';
import { accountOf } from '../../ledger/index.ts';
import { paymentsOfShop, shopAccount } from '../../programmes/index.ts';
import type { Site } from '../site.ts';
import { STATEMENT_FORMS, statementFile } from '../statements/files.ts';
import { expectPeriod, PeriodQuery, readPeriod } from '../statements/period.ts';
import type { StatementSubject } from '../statements/subject.ts';
import { type ShownStatement, StatementView, showStatement } from '../statements/view.tsx';
import { STATEMENT } from '../statements/words.ts';
import { ShopParams } from './amount.tsx';
import { ownersTill } from './owner.ts';
import { TillPage, type TillView, tillAddress } from './view.tsx';

const Query = Type.Object({ ...PeriodQuery, programme: Type.Optional(Type.String({ maxLength: 60 })) });

/** The statement of what a shop has with us: one account for each programme. */
export function statementRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: '/till/:shop/statement',
      audience: 'resident',
      summary: "A shop's statement of account for a period, with the balance after each line",
      params: ShopParams,
      query: Type.Object({ ...Query.properties, after: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const view = await ownersTill(site, call, call.params.shop);
        const period = readPeriod(view.gov, call.query);
        const subject = await subjectOf(view, call.query.programme);
        const shown = await showStatement(subject, period, call.query.after);
        const isWrong = Object.keys(period.problems).length > 0;
        return page(renderPage(<StatementPage {...{ view, subject, shown }} />), isWrong ? 422 : 200);
      },
    }),
    ...STATEMENT_FORMS.map((form) =>
      route({
        method: 'GET',
        path: `/till/:shop/statement.${form}`,
        audience: 'resident',
        summary: `A shop's statement of account as a file (${form}), however long`,
        params: ShopParams,
        query: Query,
        async handle(call) {
          const view = await ownersTill(site, call, call.params.shop);
          const subject = await subjectOf(view, call.query.programme);
          return statementFile(subject, expectPeriod(view.gov, call.query), form);
        },
      }),
    ),
  ];
}

/**
 * The shop's account of a programme; where none is named, of that which it was paid with last.
 * @throws AppError `not-found`.
 */
async function subjectOf(view: TillView, wanted: string | undefined): Promise<StatementSubject> {
  const { gov, locale, shop } = view;
  const id = wanted ?? (await paymentsOfShop(gov.db, { shop: shop.id, limit: 1 }))[0]?.programme;
  const programme = id === undefined ? [...gov.pack.programmes.values()][0] : gov.pack.programmes.get(id);
  if (!programme) throw new AppError('not-found', 'There is no such programme.');
  // Whoever paid stays unknown: by the account alone a shop could tell its customers apart.
  return {
    ...{ gov, locale, programme, owner: shop.name, path: tillAddress(view, 'statement') },
    account: accountOf(shopAccount(gov, programme.id, shop.id)),
    query: { programme: programme.id },
  };
}

interface PageProps {
  view: TillView;
  subject: StatementSubject;
  shown: ShownStatement;
}

function StatementPage({ view, subject, shown }: PageProps) {
  const { locale, gov } = view;
  return (
    <TillPage view={view} title={STATEMENT.title[locale]} failed={Object.keys(shown.period.problems).length > 0}>
      <StatementView subject={subject} shown={shown}>
        <Select
          locale={locale}
          name="programme"
          label={STATEMENT.programme[locale]}
          value={subject.programme.id}
          options={[...gov.pack.programmes.values()].map(({ id, title }) => ({ value: id, text: title[locale] }))}
        />
      </StatementView>
    </TillPage>
  );
}
