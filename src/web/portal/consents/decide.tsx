import {
  Button,
  ButtonGroup,
  Checkboxes,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Radios,
  Section,
} from '../../../design/index.ts';
import { type Draft, type Preview, requiredOf, type ToSign, walletMaySign } from '../../../exchange/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Shown } from '../../agreed-words.tsx';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { NewPasskey } from '../account-keys.tsx';
import { PasskeyHelp } from '../passkey-help.tsx';
import { WhereForm } from '../presentations/where-form.tsx';
import { answerText, Values, valueAt } from './shown.tsx';
import { CONSENTS } from './words.ts';

interface DraftProps {
  gov: Government;
  context: PageContext;
  draft: Draft;
  preview: Preview;
}

export interface ChoosePageProps extends DraftProps {
  /** Children and wards for whom they act, with their names; undefined unless they asked for them. */
  children: ReadonlyMap<string, string> | undefined;
}

/** What is asked for, with the values: what has to go, and what may be left out one by one. */
export function ChoosePage({ gov, context, draft, preview, children }: ChoosePageProps) {
  const { locale } = context;
  const { template } = draft;
  const required = requiredOf(template);
  // Nothing is ticked that they have not ticked: silence is no consent.
  const chosen = draft.chosen ?? required;
  const items = itemsOf({ gov, context, draft, preview }, locale);
  const needed = items.filter(({ value }) => required.fields.includes(value) || required.statements.includes(value));
  const optional = items.filter((item) => !needed.includes(item));
  const here = `/consents/new?${new URLSearchParams({ draft: draft.id })}`;
  return (
    <Layout context={context} title={CONSENTS.youChoose[locale]}>
      <Heading caption={template.party.title[locale]}>{CONSENTS.youChoose[locale]}</Heading>
      <Paragraph>{say(CONSENTS.asks, locale, { party: template.party.title[locale] })}</Paragraph>
      <InsetText>{template.purpose[locale]}</InsetText>
      <Form action="/consents/new">
        <input type="hidden" name="draft" value={draft.id} />
        {children && <Whose locale={locale} subject={draft.subject} person={draft.person} children={children} />}
        {needed.length > 0 && (
          <Section id="required" title={CONSENTS.required[locale]}>
            <Paragraph>{CONSENTS.requiredHelp[locale]}</Paragraph>
            <List
              items={needed.map(({ text, hint }) =>
                children ? (
                  text
                ) : (
                  <>
                    {text}: {hint}
                  </>
                ),
              )}
            />
          </Section>
        )}
        {optional.length > 0 && (
          <Checkboxes
            locale={locale}
            name="item"
            label={CONSENTS.optional[locale]}
            labelSize="m"
            hint={CONSENTS.optionalHelp[locale]}
            values={[...chosen.fields, ...chosen.statements]}
            // Whose data it is, is being chosen: the page that follows shows the values.
            items={children ? optional.map(({ value, text }) => ({ value, text })) : optional}
          />
        )}
        <ButtonGroup>
          <Button>{CONSENTS.goOn[locale]}</Button>
          <Button variant="secondary" formAction="/consents/refuse">
            {CONSENTS.refuse[locale]}
          </Button>
        </ButtonGroup>
      </Form>
      {!children && (gov.pack.people.minors || gov.pack.people.wards) && (
        <Paragraph>
          <Link href={`${here}&child=yes`}>{CONSENTS.forChild[locale]}</Link>
        </Paragraph>
      )}
    </Layout>
  );
}

function Whose({
  locale,
  person,
  subject,
  children,
}: {
  locale: Locale;
  person: string;
  subject: string;
  children: ReadonlyMap<string, string>;
}) {
  if (children.size === 0) return <InsetText>{CONSENTS.noChild[locale]}</InsetText>;
  return (
    <Radios
      locale={locale}
      name="subject"
      label={CONSENTS.whose[locale]}
      labelSize="m"
      value={subject}
      items={[
        { value: person, text: CONSENTS.me[locale] },
        ...[...children].map(([child, name]) => ({ value: child, text: name })),
      ]}
    />
  );
}

/** All that is asked for, each with its value. */
function itemsOf({ gov, draft: { template, wish }, preview }: DraftProps, locale: Locale) {
  return [
    ...template.fields
      .filter(({ path }) => wish.fields.includes(path))
      .map(({ path, title }) => ({
        value: path,
        text: title[locale],
        hint: valueAt({ gov, locale, preview }, path),
      })),
    ...[...template.data.statements.values()]
      .filter(({ id }) => wish.statements.includes(id))
      .map(({ id, title }) => ({
        value: id,
        text: title[locale],
        hint: answerText(preview.statements[id], locale),
      })),
  ];
}

export interface SignPageProps extends DraftProps {
  signing: ToSign;
  /** What `navigator.credentials.get()` is to be given; undefined for who has no passkey. */
  options: object | undefined;
  /** Whether they proved lately who they are: else no passkey is made. */
  proved: boolean;
  /** Whose data it is, where it is a child's or ward's. */
  child: string | undefined;
  /** Whether there is anything to choose. */
  canChoose: boolean;
}

/** The very words that are signed, the values that would go, and the way to sign. */
export function SignPage(props: SignPageProps) {
  const { gov, context, draft, preview, signing, child, canChoose } = props;
  const { locale } = context;
  const { template, chosen, wish } = draft;
  const { title } = signing.words;
  return (
    <Layout context={context} title={title} scripts={['passkey']}>
      <Heading caption={child}>{title}</Heading>
      <Shown locale={locale} words={signing.words} />
      {canChoose && (
        <Paragraph>
          <Link href={`/consents/new?${new URLSearchParams({ draft: draft.id, choose: 'again' })}`}>
            {CONSENTS.change[locale]}
          </Link>
        </Paragraph>
      )}
      <Section id="values" title={CONSENTS.values[locale]}>
        <Paragraph>{CONSENTS.valuesHelp[locale]}</Paragraph>
        <Values {...{ gov, locale, template, preview }} choice={chosen ?? wish} />
      </Section>
      <Section id="sign" title={CONSENTS.sign[locale]}>
        <Sign {...props} />
      </Section>
      {walletMaySign(gov) && (
        <Section id="sign-wallet" title={CONSENTS.walletSign[locale]}>
          <Paragraph>{CONSENTS.walletHelp[locale]}</Paragraph>
          <WhereForm locale={locale} action="/consents/sign/wallet" hidden={{ draft: draft.id, locale }} />
        </Section>
      )}
      <Form action="/consents/refuse">
        <input type="hidden" name="draft" value={draft.id} />
        <Button variant="secondary">{CONSENTS.refuse[locale]}</Button>
      </Form>
    </Layout>
  );
}

function Sign({ context: { locale }, draft, options, proved }: SignPageProps) {
  const here = `/consents/sign?${new URLSearchParams({ draft: draft.id })}`;
  if (!options) {
    return (
      <>
        <Paragraph>{CONSENTS.noPasskey[locale]}</Paragraph>
        {proved ? <NewPasskey locale={locale} doneHref={here} /> : <ProveFirst locale={locale} here={here} />}
      </>
    );
  }
  return (
    <>
      <Paragraph>{CONSENTS.signHelp[locale]}</Paragraph>
      <div
        data-passkey="sign"
        data-options={JSON.stringify(options)}
        data-to={`/api/consents/${draft.id}`}
        data-locale={locale}
      >
        <PasskeyHelp locale={locale}>
          <Button type="button">{CONSENTS.signButton[locale]}</Button>
        </PasskeyHelp>
      </div>
    </>
  );
}
