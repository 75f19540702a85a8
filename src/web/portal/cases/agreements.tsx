import { Type } from 'typebox';
import {
  Button,
  ButtonGroup,
  Form,
  Heading,
  InsetText,
  Layout,
  Paragraph,
  renderPage,
  SummaryList,
} from '../../../design/index.ts';
import { page, type Route, redirect, route, say } from '../../../kernel/index.ts';
import { cite } from '../../../pack/index.ts';
import { type AgreementRow, agreementById, answerAgreement } from '../../../services/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** What somebody else's application asks this person to agree to. */
export function agreementRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/agreements/:id',
      audience: 'resident',
      summary: 'What this person is asked to agree to',
      params: Id,
      async handle(call) {
        const agreement = await agreementById(gov.db, call.caller.person, call.params.id);
        const context = await pageContext(site, call);
        const { locale } = context;
        const service = gov.pack.services.get(agreement.shown.service)!;
        const answers = [...service.facts.values()].filter((fact) => Object.hasOwn(agreement.shown.answers, fact.name));
        return page(
          renderPage(
            <Layout context={context} title={PORTAL.agreementTitle[locale]}>
              <Heading size="xl" caption={service.title[locale]}>
                {PORTAL.agreementTitle[locale]}
              </Heading>
              <InsetText>
                {say(PORTAL.withLaw, locale, {
                  text: agreement.shown.text[locale],
                  law: cite(agreement.shown.law, locale),
                })}
              </InsetText>
              <Heading level={2}>{PORTAL.agreementWhat[locale]}</Heading>
              <SummaryList
                locale={locale}
                rows={answers.map((fact) => ({
                  key: fact.title[locale],
                  value: showValue(gov, locale, fact, agreement.shown.answers[fact.name]),
                }))}
              />
              <AnswerForm agreement={agreement} locale={locale} />
            </Layout>,
          ),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/agreements/:id',
      audience: 'resident',
      summary: 'Agrees or does not',
      params: Id,
      body: Type.Object({ answer: Type.Union([Type.Literal('agree'), Type.Literal('decline')]) }),
      async handle(call) {
        await answerAgreement(gov, call.caller.person, call.params.id, call.body.answer === 'agree');
        return redirect(`/agreements/${call.params.id}`);
      },
    }),
  ];
}

function AnswerForm({ agreement, locale }: { agreement: AgreementRow; locale: 'ko' | 'zh-Hant' | 'en' }) {
  if (agreement.answeredAt)
    return <Paragraph size="l">{(agreement.agreed ? PORTAL.agreed : PORTAL.declined)[locale]}</Paragraph>;
  return (
    <Form action={`/agreements/${agreement.id}`}>
      <Paragraph>{PORTAL.ifDeclined[locale]}</Paragraph>
      <ButtonGroup>
        <Button name="answer" value="agree">
          {PORTAL.agree[locale]}
        </Button>
        <Button name="answer" value="decline" variant="secondary">
          {PORTAL.decline[locale]}
        </Button>
      </ButtonGroup>
    </Form>
  );
}
