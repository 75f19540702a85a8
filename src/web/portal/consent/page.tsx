import type { CardAsked, ConsentAsked } from '../../../credentials/index.ts';
import {
  Button,
  ButtonGroup,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  Radios,
  WarningText,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { CardFace } from '../../cards/face.tsx';
import { lineOf } from '../../cards/line.ts';
import { CONSENT } from './words.ts';

/** What a wallet asks for, and who it is, for the person to agree or not. */
export function ConsentPage({ context, asked }: { context: PageContext; asked: ConsentAsked }) {
  const { locale } = context;
  const { wallet, cards, move, uid } = asked;
  const title = (move ? CONSENT.moveTitle : CONSENT.title)[locale];
  const isEmpty = cards.length === 0 && !move;
  return (
    <Layout context={context} title={title}>
      <Heading>{title}</Heading>
      <Paragraph>{whoAsks(asked, locale)}</Paragraph>
      {!wallet.own && (
        <WarningText locale={locale}>{say(CONSENT.unchecked, locale, { host: wallet.host })}</WarningText>
      )}
      {isEmpty && <InsetText>{CONSENT.nothing[locale]}</InsetText>}
      <Form action={`/wallets/consent/${encodeURIComponent(uid)}`}>
        {cards.map((card) => (
          <AskedCard key={card.type.id} locale={locale} card={card} />
        ))}
        {!isEmpty && <Paragraph>{CONSENT.gets[locale]}</Paragraph>}
        <Paragraph>{CONSENT.refusing[locale]}</Paragraph>
        <ButtonGroup>
          {!isEmpty && (
            <Button name="answer" value="agree">
              {(move ? CONSENT.agreeMove : CONSENT.agree)[locale]}
            </Button>
          )}
          <Button name="answer" value="refuse" variant="secondary">
            {CONSENT.refuse[locale]}
          </Button>
        </ButtonGroup>
      </Form>
    </Layout>
  );
}

function whoAsks({ wallet, move }: ConsentAsked, locale: Locale): string {
  if (wallet.own) return (move ? CONSENT.ownMoves : CONSENT.ownAsks)[locale];
  return say(move ? CONSENT.otherMoves : CONSENT.otherAsks, locale, { name: wallet.name });
}

/** A card that is asked for: its face, and where there are several, which. */
function AskedCard({ locale, card: { type, matters } }: { locale: Locale; card: CardAsked }) {
  const [only, ...others] = matters;
  const name = fieldOf(type.id);
  if (others.length === 0)
    return (
      <>
        <CardFace type={type} line={lineOf(type, only!.claims)} />
        <Heading level={2}>{type.title[locale]}</Heading>
        <input type="hidden" name={name} value="0" />
      </>
    );
  return (
    <>
      <CardFace type={type} />
      <Radios
        locale={locale}
        name={name}
        label={`${type.title[locale]}: ${CONSENT.which[locale]}`}
        value="0"
        items={matters.map(({ claims }, nth) => ({
          value: String(nth),
          text: lineOf(type, claims) ?? String(nth + 1),
        }))}
      />
    </>
  );
}

/** The field that says which of the records a card is to be of. */
export const fieldOf = (type: string): string => `which-${type}`;

/** Where a browser goes on by itself to a wallet elsewhere: a form's own way on would have to stay on this site. */
export function BackPage({ context, href }: { context: PageContext; href: string }) {
  const { locale } = context;
  return (
    <Layout context={context} title={CONSENT.back[locale]}>
      <Heading>{CONSENT.back[locale]}</Heading>
      <Paragraph>{CONSENT.backHelp[locale]}</Paragraph>
      <Paragraph>
        <Link href={href}>{CONSENT.goOn[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
