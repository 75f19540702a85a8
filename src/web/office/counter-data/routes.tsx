import { Type } from 'typebox';
import {
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  OfficeLayout,
  type PageContext,
  Paragraph,
  renderPage,
  SummaryCard,
  TextInput,
} from '../../../design/index.ts';
import { answerText, type Taken, takeByCode, textOf, tokenOf } from '../../../exchange/index.ts';
import { AppError, type CallerOf, formatDay, page, type Route, route, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { AgreedWords } from '../../agreed-words.tsx';
import { COUNTER_CODE } from '../../counter-code.ts';
import { askedNote } from '../../node-words.ts';
import { Camera } from '../../paying/camera.tsx';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { COUNTER_DATA } from './words.ts';

const HERE = '/office/data-counter';

type OfficerCall = PageCall & { caller: CallerOf<'officer'> };

/** What somebody at a counter shows to an officer, by a code: just what they chose, once. */
export function counterDataRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: HERE,
      audience: 'officer',
      summary: 'Where an officer takes the code of who shows data at a counter',
      handle: (call) => showForm(site, call),
    }),
    route({
      method: 'POST',
      path: HERE,
      audience: 'officer',
      summary: 'Shows what its owner agreed to at a counter, once; they see that it was done',
      body: Type.Object({ code: Type.String({ maxLength: 80 }) }),
      perMinute: 30,
      async handle(call) {
        const { person, agency } = call.caller;
        const { locale } = call.preferences;
        const code = call.body.code.replaceAll(/\D/g, '');
        if (code.length !== 10)
          return showForm(site, call, { code: call.body.code, text: COUNTER_DATA.enterCode[locale] });
        try {
          const taken = await takeByCode(gov, { person, agency }, code);
          const context = await pageContext(site, { ...call, here: HERE });
          return page(renderPage(<TakenPage {...{ gov, context, service: serviceOf(site, call), taken }} />));
        } catch (error) {
          if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
          return showForm(site, call, { code: call.body.code, text: error.detail[locale] }, error.status);
        }
      },
    }),
  ];
}

const serviceOf = ({ gov }: Site, { caller, preferences: { locale } }: OfficerCall) =>
  gov.pack.agencies.get(caller.agency)?.title[locale];

interface Problem {
  code: string;
  text: string;
}

async function showForm(site: Site, call: OfficerCall, problem?: Problem, status = 422): Promise<Response> {
  const context = await pageContext(site, { ...call, here: HERE });
  const shown = { context, service: serviceOf(site, call), problem };
  return page(renderPage(<CodeForm {...shown} />), problem ? status : 200);
}

interface CodeFormProps {
  context: PageContext;
  service: string | undefined;
  problem: Problem | undefined;
}

function CodeForm({ context, service, problem }: CodeFormProps) {
  const { locale } = context;
  return (
    <OfficeLayout
      context={context}
      title={COUNTER_DATA.title[locale]}
      scripts={['scan']}
      {...(service && { service })}
      failed={problem !== undefined}
    >
      <ErrorSummary locale={locale} errors={problem ? [{ text: problem.text, href: '#code' }] : []} />
      <Heading>{COUNTER_DATA.title[locale]}</Heading>
      <Paragraph>{COUNTER_DATA.lead[locale]}</Paragraph>
      <Form action={HERE}>
        <Camera locale={locale} into="code" wanted={COUNTER_CODE} waits />
        <TextInput
          locale={locale}
          name="code"
          label={COUNTER_DATA.code[locale]}
          hint={COUNTER_DATA.codeHint[locale]}
          width={20}
          inputMode="numeric"
          autoComplete="off"
          {...(problem && { error: problem.text, value: problem.code })}
        />
        <Button>{COUNTER_DATA.take[locale]}</Button>
      </Form>
    </OfficeLayout>
  );
}

interface TakenPageProps {
  gov: Government;
  context: PageContext;
  service: string | undefined;
  taken: Taken;
}

function TakenPage({ gov, context, service, taken: { held, answers, agreed } }: TakenPageProps) {
  const { locale } = context;
  const silent = held.asked.flatMap(({ registry: { agency }, asked }) => askedNote(gov, locale, agency, asked) ?? []);
  return (
    <OfficeLayout context={context} title={COUNTER_DATA.takenTitle[locale]} {...(service && { service })}>
      <Heading caption={COUNTER_DATA.title[locale]}>{COUNTER_DATA.takenTitle[locale]}</Heading>
      <InsetText>{COUNTER_DATA.takenOnce[locale]}</InsetText>
      {held.records.length + answers.length === 0 && <Paragraph>{COUNTER_DATA.nothing[locale]}</Paragraph>}
      {silent.map((note) => (
        <InsetText key={note}>{note}</InsetText>
      ))}
      {answers.length > 0 && (
        <SummaryCard
          locale={locale}
          title={COUNTER_DATA.answers[locale]}
          intro={<p class="govuk-hint">{COUNTER_DATA.answersHint[locale]}</p>}
          rows={answers.map((answer) => ({ key: answer.title[locale], value: answerText(answer)[locale] }))}
        />
      )}
      {held.records.map((one) => {
        const { registry, record } = one;
        const agency = gov.pack.agencies.get(registry.agency)?.title[locale] ?? registry.agency;
        const day = formatDay(record.validFrom, locale, gov.pack.era);
        return (
          <SummaryCard
            key={tokenOf(one)}
            locale={locale}
            title={registry.title[locale]}
            intro={<p class="govuk-hint">{say(COUNTER_DATA.since, locale, { agency, day })}</p>}
            rows={Object.keys(record.values).map((name) => ({
              key: registry.fields[name]!.title[locale],
              value: textOf(gov, locale, held, one, name),
            }))}
          />
        );
      })}
      {agreed && (
        <Details summary={COUNTER_DATA.agreed[locale]}>
          <AgreedWords locale={locale} agreed={agreed} />
        </Details>
      )}
      <ButtonLink href={HERE} variant="secondary">
        {COUNTER_DATA.another[locale]}
      </ButtonLink>
    </OfficeLayout>
  );
}
