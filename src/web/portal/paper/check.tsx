import {
  Button,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  Money,
  NotificationBanner,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  type SummaryRow,
  TextInput,
} from '../../../design/index.ts';
import { formatMoney, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type NoteCheck, noteText, spokenSerial, standingText } from '../../../programmes/index.ts';
import { PAPER } from './words.ts';

/** What somebody who is signed in can do with a good note. */
export interface WalletOffer {
  /** Where its form goes; undefined for somebody who has to sign in first. */
  action: string | undefined;
  signInHref: string;
  refused?: Text | undefined;
}

export interface CheckProps {
  gov: Government;
  context: PageContext;
  /** What was typed, and what came of it; undefined before anything was asked. */
  serial?: string;
  check?: NoteCheck | undefined;
  wallet?: WalletOffer | undefined;
  /** What was moved into a wallet a moment ago. */
  moved?: { amount: number; programme: string } | undefined;
}

/** Anybody checks a note: a question, or its answer. */
export function CheckPage(props: CheckProps) {
  const { context, serial = '', check, moved, wallet } = props;
  const { locale } = context;
  const mistyped = check?.state === 'mistyped' ? noteText('mistyped')[locale] : undefined;
  const refused = wallet?.refused;
  const errors = [
    ...(mistyped ? [{ text: mistyped, href: '#serial' }] : []),
    ...(refused ? [{ text: refused[locale], href: '#secret' }] : []),
  ];
  return (
    <Layout context={context} title={PAPER.checkTitle[locale]} failed={errors.length > 0}>
      <ErrorSummary locale={locale} errors={errors} />
      {moved && <Moved {...props} moved={moved} />}
      <Heading>{PAPER.checkTitle[locale]}</Heading>
      {check && !mistyped && !moved ? (
        <Answer {...props} check={check} />
      ) : (
        <>
          <Paragraph>{PAPER.checkHelp[locale]}</Paragraph>
          <Form action="/notes" method="get">
            <TextInput
              locale={locale}
              name="serial"
              label={PAPER.serial[locale]}
              hint={PAPER.serialHint[locale]}
              width={20}
              value={serial}
              spellCheck={false}
              autoComplete="off"
              {...(mistyped && { error: mistyped })}
            />
            <Button>{PAPER.check[locale]}</Button>
          </Form>
        </>
      )}
    </Layout>
  );
}

function Moved({ gov, context: { locale }, moved }: CheckProps & { moved: NonNullable<CheckProps['moved']> }) {
  const amount = formatMoney(moved.amount, gov.pack.currency, locale);
  return (
    <NotificationBanner locale={locale} tone="success" heading={say(PAPER.moved, locale, { amount })}>
      <Paragraph>
        <Link href={`/vouchers/${moved.programme}`}>{PAPER.toWallet[locale]}</Link>
      </Paragraph>
    </NotificationBanner>
  );
}

function Answer(props: CheckProps & { check: NoteCheck }) {
  const { context, check, wallet } = props;
  const { locale } = context;
  const isGood = check.state === 'known' && check.standing.state === 'good';
  return (
    <>
      {isGood ? <Good {...props} check={check} /> : <NotGood {...props} />}
      <NoteFacts {...props} />
      {isGood && wallet && <ToWallet locale={locale} wallet={wallet} />}
      <Paragraph>{PAPER.noPersonal[locale]}</Paragraph>
      <Paragraph>
        <Link href="/notes">{PAPER.another[locale]}</Link>
      </Paragraph>
    </>
  );
}

function Good({ context: { locale }, check }: Pick<CheckProps, 'context'> & { check: { sealed: boolean } }) {
  return (
    <>
      <NotificationBanner locale={locale} tone="success" heading={PAPER.good[locale]}>
        <Paragraph>{(check.sealed ? PAPER.goodSealed : PAPER.goodTyped)[locale]}</Paragraph>
      </NotificationBanner>
      <InsetText>{PAPER.goodAdvice[locale]}</InsetText>
    </>
  );
}

function NotGood({ gov, context: { locale }, check }: CheckProps & { check: NoteCheck }) {
  const text = check.state === 'known' ? standingText(gov, check.standing) : noteText(check.state);
  return <ErrorSummary locale={locale} title={PAPER.notGood[locale]} errors={[{ text: text[locale] }]} />;
}

/** What is printed on the note, to compare with it. */
function NoteFacts({ gov, context: { locale }, check }: CheckProps & { check: NoteCheck }) {
  if (check.state !== 'known') return null;
  const { serial, programme: id, value, until } = check.standing;
  const programme = gov.pack.programmes.get(id);
  const rows: SummaryRow[] = [
    { key: PAPER.serial[locale], value: spokenSerial(serial) },
    { key: PAPER.programme[locale], value: programme?.title[locale] ?? id },
    { key: PAPER.value[locale], value: <Money locale={locale} minor={value} currency={gov.pack.currency} /> },
    ...(until
      ? [{ key: PAPER.expires[locale], value: <DateText locale={locale} iso={until} era={gov.pack.era} /> }]
      : []),
    ...(programme
      ? [{ key: PAPER.issuer[locale], value: gov.pack.agencies.get(programme.agency)?.title[locale] ?? '' }]
      : []),
  ];
  return <SummaryList locale={locale} rows={rows} />;
}

function ToWallet({ locale, wallet }: { locale: Locale; wallet: WalletOffer }) {
  const { action, signInHref, refused } = wallet;
  if (action === undefined)
    return (
      <Paragraph>
        <Link href={signInHref}>{PAPER.signInFirst[locale]}</Link>
      </Paragraph>
    );
  return (
    <Section id="wallet" title={PAPER.walletTitle[locale]}>
      <Paragraph>{PAPER.walletHelp[locale]}</Paragraph>
      <Form action={action}>
        <TextInput
          locale={locale}
          name="secret"
          label={PAPER.scratch[locale]}
          inputMode="numeric"
          width={10}
          autoComplete="off"
          {...(refused && { error: refused[locale] })}
        />
        <Button variant="secondary">{PAPER.moveIt[locale]}</Button>
      </Form>
    </Section>
  );
}
