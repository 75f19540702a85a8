import {
  ButtonLink,
  Details,
  Heading,
  InsetText,
  Layout,
  type PageContext,
  SummaryList,
} from '../../../design/index.ts';
import type { Prepared } from '../../../exchange/index.ts';
import { Breakable } from '../breakable.tsx';
import { Command } from '../example-command.tsx';
import { RECEIVERS } from './words.ts';

interface EnrolmentProps {
  context: PageContext;
  prepared: Prepared;
  /** The service by which it is applied for; none for who only looks at it, or where it is in force. */
  service: string | undefined;
  inForce: boolean;
}

/** What was handed in under a code: for who did so, and for the officer who looks at it. */
export function EnrolmentPage({ context, prepared, service, inForce }: EnrolmentProps) {
  const { locale } = context;
  const { code, file, keys, webhook } = prepared;
  return (
    <Layout
      context={context}
      title={RECEIVERS.handedIn[locale]}
      back={{ href: '/receivers', text: RECEIVERS.title[locale] }}
    >
      <Heading>{RECEIVERS.handedIn[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: RECEIVERS.code[locale], value: <code id="code">{code}</code> },
          {
            key: RECEIVERS.webhook[locale],
            value: webhook ? <Breakable text={webhook} /> : RECEIVERS.noWebhook[locale],
          },
        ]}
      />
      <InsetText>{inForce ? RECEIVERS.inForce[locale] : RECEIVERS.codeHelp[locale]}</InsetText>
      <Details summary={RECEIVERS.file[locale]} open>
        <Command label={RECEIVERS.file[locale]} text={file} />
      </Details>
      <Details summary={RECEIVERS.keys[locale]}>
        <Command label={RECEIVERS.keys[locale]} text={JSON.stringify(JSON.parse(keys), null, 2)} />
      </Details>
      {service && (
        <ButtonLink href={`/services/${service}`} start>
          {RECEIVERS.applyNow[locale]}
        </ButtonLink>
      )}
    </Layout>
  );
}
