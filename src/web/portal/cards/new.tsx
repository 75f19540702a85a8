import {
  Button,
  ButtonGroup,
  Details,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Reasons,
  Section,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { cite, type Government } from '../../../pack/index.ts';
import { CardFace } from '../../cards/face.tsx';
import { Offer, type ShownOffer } from '../../cards/offer.tsx';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { Claims } from './claims.tsx';
import { newHref, wantedOf } from './params.ts';
import { clausesOf, type Own } from './view.ts';
import { MY_CARDS } from './words.ts';

export interface NewCardProps {
  gov: Government;
  context: PageContext;
  own: Omit<Own, 'card'>;
  /** Whether they proved lately who they are: else nothing goes into a wallet. */
  proved: boolean;
}

const BACK = '/cards';

/** Something that a person could have: whether they can, what it would say, and the ways into a wallet. */
export function NewCard({ gov, context, own, proved }: NewCardProps) {
  const { locale } = context;
  const { type, right, line } = own;
  const agency = gov.pack.agencies.get(type.agency)?.title[locale];
  const canHave = right?.state === 'yes';
  return (
    <Layout context={context} title={type.title[locale]} back={{ href: BACK, text: MY_CARDS.title[locale] }}>
      <Heading caption={agency}>{type.title[locale]}</Heading>
      <CardFace type={type} line={own.face} off={!canHave} />
      {line && <Paragraph>{line}</Paragraph>}
      <Paragraph>{type.summary[locale]}</Paragraph>
      {canHave && <AddForm {...{ locale, own, proved }} here={newHref(type, own.about)} />}
      <Conditions gov={gov} locale={locale} own={own} />
      {canHave && (
        <Section id="says" title={MY_CARDS.says[locale]}>
          <Paragraph>{MY_CARDS.saysHelp[locale]}</Paragraph>
          <Claims {...{ gov, locale, type }} claims={right.claims} />
        </Section>
      )}
      <Details summary={MY_CARDS.law[locale]}>
        <List items={type.law.map((law) => cite(law, locale))} />
      </Details>
    </Layout>
  );
}

/** The conditions, those that are not met first. */
function Conditions({ gov, locale, own }: { gov: Government; locale: Locale; own: NewCardProps['own'] }) {
  const clauses = clausesOf(gov, own, locale);
  const ask = own.right?.ask ?? [];
  const order = { no: 0, unknown: 1, yes: 2 } as const;
  return (
    <Section id="conditions" title={MY_CARDS.conditions[locale]}>
      <Reasons
        locale={locale}
        reasons={clauses
          .toSorted((one, other) => order[one.outcome] - order[other.outcome])
          .map(({ outcome, text, because, law }) => ({
            outcome,
            text,
            because: because.join(' · '),
            ...(law && { law: { text: law } }),
          }))}
      />
      {ask.length > 0 && (
        <InsetText>
          {say(MY_CARDS.notKnown, locale, { facts: ask.map(({ title }) => title[locale]).join(' · ') })}
        </InsetText>
      )}
      {own.right?.state !== 'yes' && <Paragraph>{MY_CARDS.wrongData[locale]}</Paragraph>}
    </Section>
  );
}

/** The two ways into a wallet: of this device, or of another by a QR code. */
export function AddForm({
  locale,
  own: { type, about },
  proved,
  here,
}: {
  locale: Locale;
  own: Pick<Own, 'type' | 'about'>;
  proved: boolean;
  /** The page that it stands on. */
  here: string;
}) {
  if (!proved) return <ProveFirst locale={locale} here={here} />;
  return (
    <Form action="/cards/offers">
      {Object.entries(wantedOf(type, about)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ButtonGroup>
        <Button name="to" value="this">
          {MY_CARDS.addHere[locale]}
        </Button>
        <Button name="to" value="other" variant="secondary">
          {MY_CARDS.addOther[locale]}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

export interface OfferPageProps extends Omit<NewCardProps, 'proved'> {
  offer: ShownOffer;
  /** The address of our own wallet. */
  wallet: string;
}

/** What another phone scans. Shown once: coming back means making it anew. */
export function OfferPage({ gov, context, own, offer, wallet }: OfferPageProps) {
  const { locale } = context;
  const { type, about } = own;
  const zone = gov.pack.timeZone;
  return (
    <Layout context={context} title={MY_CARDS.addTitle[locale]} back={{ href: BACK, text: MY_CARDS.title[locale] }}>
      <Heading caption={type.title[locale]}>{MY_CARDS.addTitle[locale]}</Heading>
      <Offer {...{ locale, zone, offer, wallet }} title={type.title} own />
      <Paragraph>
        <Link href={BACK}>{MY_CARDS.added[locale]}</Link>
      </Paragraph>
      <Form action="/cards/offers">
        {Object.entries(wantedOf(type, about)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button name="to" value="other" variant="secondary">
          {MY_CARDS.addAgain[locale]}
        </Button>
      </Form>
    </Layout>
  );
}
