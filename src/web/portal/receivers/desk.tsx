import {
  ButtonLink,
  Heading,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Section,
} from '../../../design/index.ts';
import { type Prepared, type Receiver, SANDBOX } from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { RECEIVERS } from './words.ts';

interface DeskProps {
  context: PageContext;
  receivers: readonly { receiver: Receiver; title: string }[];
  prepared: readonly Prepared[];
  /** Whether this is where one only tries. */
  sandbox: boolean;
  /** Where one can try first; none where this is, and where there is no such place. */
  sandboxAt: string | undefined;
}

/** What somebody looks after, and the way in. */
export function Desk({ context, receivers, prepared, sandbox, sandboxAt }: DeskProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={RECEIVERS.title[locale]}>
      <Heading>{RECEIVERS.title[locale]}</Heading>
      <Paragraph size="l">{RECEIVERS.lead[locale]}</Paragraph>
      <Section id="mine" title={RECEIVERS.mine[locale]}>
        {receivers.length === 0 && <Paragraph>{RECEIVERS.none[locale]}</Paragraph>}
        <List
          items={receivers.map(({ receiver: { party }, title }) => <Link href={`/receivers/${party}`}>{title}</Link>)}
        />
      </Section>
      {prepared.length > 0 && (
        <Section id="handed-in" title={RECEIVERS.handedIn[locale]}>
          <List items={prepared.map(({ code }) => <Link href={`/receivers/enrolments/${code}`}>{code}</Link>)} />
        </Section>
      )}
      {sandbox && <Paragraph>{RECEIVERS.atOnce[locale]}</Paragraph>}
      {sandbox && <Paragraph>{sandboxLimits(locale)}</Paragraph>}
      <ButtonLink href="/receivers/new">{(sandbox ? RECEIVERS.register : RECEIVERS.review)[locale]}</ButtonLink>
      {sandboxAt && (
        <Section id="sandbox" title={RECEIVERS.try[locale]}>
          <Paragraph>{RECEIVERS.tryText[locale]}</Paragraph>
          <Paragraph>
            <Link href={sandboxAt}>{RECEIVERS.openSandbox[locale]}</Link>
          </Paragraph>
        </Section>
      )}
    </Layout>
  );
}

const sandboxLimits = (locale: Locale): string => {
  const { handInsADay: day, handInsAMinute: minute, unusedDays: days } = SANDBOX;
  return say(RECEIVERS.sandboxLimits, locale, { day, minute, days });
};
