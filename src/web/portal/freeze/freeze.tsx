import { Type } from 'typebox';
import {
  Button,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  Layout,
  NotificationBanner,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
  Tag,
  TextArea,
} from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Freeze, LONGEST_REASON, objectToFreeze, ownFreeze } from '../../../programmes/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { FREEZE } from './words.ts';

const FreezeId = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** A freeze as whom it is about sees it: since when, why, and a form to object. */
export function freezeRoutes(site: Site): Route[] {
  const { gov } = site;

  async function show(
    call: PageCall & { caller: { person: string }; params: { id: string } },
    shown: { typed?: string; problem?: Text; done?: boolean },
    status = 200,
  ): Promise<Response> {
    const here = `/freezes/${call.params.id}`;
    const [context, freeze] = await Promise.all([
      pageContext(site, { ...call, here }),
      ownFreeze(gov.db, call.caller.person, call.params.id),
    ]);
    return page(renderPage(<FreezePage {...{ gov, context, freeze }} {...shown} />), status);
  }

  return [
    route({
      method: 'GET',
      path: '/freezes/:id',
      audience: 'resident',
      summary: 'A freeze of one’s own wallet or shop: why, and how to object',
      params: FreezeId,
      query: Type.Object({ done: Type.Optional(Type.Literal('yes')) }),
      handle: (call) => show(call, { done: call.query.done === 'yes' }),
    }),
    route({
      method: 'POST',
      path: '/freezes/:id/objection',
      audience: 'resident',
      summary: 'Objects to a freeze of one’s own wallet or shop',
      params: FreezeId,
      body: Type.Object({ text: Type.Optional(Type.String({ maxLength: 5 * LONGEST_REASON })) }),
      async handle(call) {
        const { text = '' } = call.body;
        try {
          await objectToFreeze(gov, call.caller.person, call.params.id, text);
        } catch (error) {
          if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error;
          const problem = typeof error.detail === 'string' ? FREEZE.enterObjection : error.detail;
          return show(call, { typed: text, problem }, error.status);
        }
        return redirect(`/freezes/${call.params.id}?done=yes`);
      },
    }),
  ];
}

interface FreezePageProps {
  gov: Government;
  context: PageContext;
  freeze: Freeze;
  typed?: string;
  problem?: Text;
  done?: boolean;
}

function FreezePage({ gov, context, freeze, typed, problem, done }: FreezePageProps) {
  const { locale } = context;
  const programme = gov.pack.programmes.get(freeze.programme);
  const title = (freeze.kind === 'wallet' ? FREEZE.wallet : FREEZE.shop)[locale];
  const when = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />;
  return (
    <Layout
      context={context}
      title={title}
      back={{ href: '/inbox', text: FREEZE.inbox[locale] }}
      failed={problem !== undefined}
    >
      {problem && <ErrorSummary locale={locale} errors={[{ text: problem[locale], href: '#text' }]} />}
      {done && <NotificationBanner locale={locale} tone="success" heading={FREEZE.sent[locale]} />}
      <Heading caption={programme?.title[locale]}>{title}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          {
            key: FREEZE.state[locale],
            value: freeze.endedAt ? (
              <Tag tone="success">{FREEZE.ended[locale]}</Tag>
            ) : (
              <Tag tone="warning">{FREEZE.inForce[locale]}</Tag>
            ),
          },
          { key: FREEZE.reason[locale], value: freeze.reason },
          ...(freeze.confirmedAt ? [{ key: FREEZE.since[locale], value: when(freeze.confirmedAt) }] : []),
          ...(freeze.endedAt ? [{ key: FREEZE.until[locale], value: when(freeze.endedAt) }] : []),
        ]}
      />
      {!freeze.endedAt && (
        <Paragraph>{(freeze.kind === 'wallet' ? FREEZE.meansWallet : FREEZE.meansShop)[locale]}</Paragraph>
      )}
      <Section id="objection" title={FREEZE.object[locale]}>
        {freeze.objection !== null ? (
          <>
            <InsetText>{freeze.objection}</InsetText>
            <Paragraph>{(freeze.answeredAt ? FREEZE.answered : FREEZE.waiting)[locale]}</Paragraph>
          </>
        ) : freeze.endedAt ? (
          <Paragraph>{FREEZE.over[locale]}</Paragraph>
        ) : (
          <Form action={`/freezes/${freeze.id}/objection`}>
            <Paragraph>{FREEZE.who[locale]}</Paragraph>
            <TextArea
              locale={locale}
              name="text"
              label={FREEZE.what[locale]}
              hint={say(FREEZE.hint, locale, { count: LONGEST_REASON.toLocaleString('en') })}
              rows={5}
              {...(typed !== undefined && { value: typed })}
              {...(problem && { error: problem[locale] })}
            />
            <Button>{FREEZE.send[locale]}</Button>
          </Form>
        )}
      </Section>
    </Layout>
  );
}
