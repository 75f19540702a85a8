import {
  Button,
  ErrorSummary,
  Form,
  Heading,
  List,
  Money,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Tag,
  TextInput,
} from '../../../design/index.ts';
import { formatMoney, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  type AtCounter,
  type NoteOrder,
  type PlaceWithStock,
  spokenCode,
  type Taking,
} from '../../../programmes/index.ts';
import { SCANNED } from '../../paper/scanned.ts';
import { Camera } from '../../paying/camera.tsx';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { TakeFields } from '../../taking/fields.tsx';
import { errorsOf, type TakeForm, type TakeProblem } from '../../taking/form.ts';
import { UnpaidForm, type UnpaidSeen } from '../../taking/unpaid.tsx';
import { COUNTER } from './counter-words.ts';

export interface CounterPageProps {
  gov: Government;
  context: PageContext;
  service: string | undefined;
  /** What is wrong with the number. */
  problem?: string | undefined;
}

/** Where an officer looks up who stands before them. */
export function CounterPage({ context, service, problem }: CounterPageProps) {
  const { locale } = context;
  const errors = problem === undefined ? [] : [{ text: problem, href: '#number' }];
  return (
    <OfficeLayout
      context={context}
      title={COUNTER.title[locale]}
      scripts={['scan']}
      {...(service && { service })}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading>{COUNTER.title[locale]}</Heading>
      <Paragraph>{COUNTER.lead[locale]}</Paragraph>
      <Form action="/office/counter">
        <Camera locale={locale} into="number" wanted={SCANNED.person} waits />
        <TextInput
          locale={locale}
          name="number"
          label={COUNTER.number[locale]}
          hint={COUNTER.numberHint[locale]}
          width={20}
          autoComplete="off"
          {...(problem !== undefined && { error: problem })}
        />
        <Button>{COUNTER.lookUp[locale]}</Button>
      </Form>
    </OfficeLayout>
  );
}

export interface PersonPageProps extends Omit<CounterPageProps, 'problem'> {
  seen: AtCounter;
  /** The programme whose form is shown. */
  chosen?: string | undefined;
  places: readonly PlaceWithStock[];
  form: TakeForm;
  problem?: TakeProblem | undefined;
  /** What came back of their payments, and what was wrong with the account named for it. */
  unpaid: readonly UnpaidSeen[];
  /** Whether the officer has proved lately who they are: only then can they name another account. */
  proved: boolean;
  wrongAccount?: { typed: string; text: string } | undefined;
  /** Whether that was paid anew a moment ago. */
  paidAnew?: boolean;
  /** What was taken a moment ago, and the order of paper that came of it. */
  done?: { taking: Taking; order: NoteOrder | undefined } | undefined;
}

/** Who stands at the counter, and what can be taken for them: amounts and prices, and never why. */
export function PersonPage(props: PersonPageProps) {
  const { gov, context, service, seen, chosen, places, form, problem, done, unpaid, wrongAccount, proved } = props;
  const { locale } = context;
  const wrong = wrongAccount ? [{ text: wrongAccount.text, href: '#account' }] : [];
  const errors = [...errorsOf({ problem, form }), ...wrong];
  const current = seen.programmes.find(({ now }) => now.programme.id === chosen);
  return (
    <OfficeLayout
      context={context}
      title={seen.name}
      {...(service && { service })}
      back={{ href: '/office/counter', text: COUNTER.another[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {props.paidAnew && <NotificationBanner locale={locale} tone="success" heading={COUNTER.paidAnew[locale]} />}
      {done && <Done gov={gov} locale={locale} done={done} />}
      <Heading caption={COUNTER.title[locale]}>{seen.name}</Heading>
      {unpaid.length > 0 && (
        <Section id="unpaid" title={COUNTER.unpaid[locale]}>
          <Paragraph>{COUNTER.unpaidHelp[locale]}</Paragraph>
          <UnpaidForm
            {...{ gov, locale, unpaid, typed: wrongAccount?.typed, error: wrongAccount?.text }}
            action="/office/counter/unpaid"
            forPerson={seen.person}
          >
            {!proved && <ProveFirst locale={locale} here="/office/counter" />}
          </UnpaidForm>
        </Section>
      )}
      {seen.programmes.length === 0 && <Paragraph>{COUNTER.noProgrammes[locale]}</Paragraph>}
      {seen.programmes.map((one) => (
        <Programme key={one.now.programme.id} gov={gov} locale={locale} one={one} person={seen.person} />
      ))}
      {current && (
        <Section id="take-it" title={`${COUNTER.takeFor[locale]}: ${current.now.programme.title[locale]}`}>
          <TakeFields
            {...{ gov, locale, places, form, problem }}
            programme={current.now.programme}
            left={leftOf(current)}
            action={`/office/counter/${current.now.programme.id}`}
            forPerson={seen.person}
            hasPrice={false}
          />
        </Section>
      )}
    </OfficeLayout>
  );
}

type Own = AtCounter['programmes'][number];

const leftOf = ({ now, right: { entitlement } }: Own): number =>
  now.state === 'open' && entitlement ? entitlement.amount - entitlement.taken : 0;

interface ProgrammeProps {
  gov: Government;
  locale: Locale;
  one: Own;
  person: string;
}

function Programme({ gov, locale, one, person }: ProgrammeProps) {
  const { now, right, takings } = one;
  const { programme } = now;
  const { currency } = gov.pack;
  const left = leftOf(one);
  const kept = takings.filter(({ state }) => state !== 'given-back');
  const rows = [
    { key: COUNTER.canTake[locale], value: <Money locale={locale} minor={left} currency={currency} /> },
    ...(left > 0 && programme.price ? [{ key: COUNTER.cash[locale], value: cashOf(gov, one, locale) }] : []),
    ...(kept.length > 0
      ? [
          {
            key: COUNTER.taken[locale],
            value: (
              <Money locale={locale} minor={kept.reduce((sum, { amount }) => sum + amount, 0)} currency={currency} />
            ),
          },
        ]
      : []),
  ];
  const unmet =
    right.state === 'no' ? (right.explain?.(locale).clauses ?? []).filter(({ outcome }) => outcome === 'no') : [];
  return (
    <Section id={programme.id} title={programme.title[locale]}>
      <SummaryList locale={locale} rows={rows} />
      {unmet.length > 0 && <List items={unmet.map(({ text }) => text)} />}
      {now.state === 'paused' && <Tag tone="warning">{COUNTER.paused[locale]}</Tag>}
      {left > 0 && (
        <Form action="/office/counter/person">
          <input type="hidden" name="person" value={person} />
          <input type="hidden" name="programme" value={programme.id} />
          <Button variant="secondary">{COUNTER.takeFor[locale]}</Button>
        </Form>
      )}
    </Section>
  );
}

function cashOf(gov: Government, { now: { programme }, right: { entitlement } }: Own, locale: Locale): string {
  const money = (minor: number) => formatMoney(minor, gov.pack.currency, locale);
  const { amount = 0, price = 0 } = entitlement ?? {};
  if (programme.take === 'whole') return money(price);
  return say(COUNTER.cashInParts, locale, { whole: money(amount), price: money(price) });
}

/** What was taken, what cash to take in, and what to hand over. */
function Done({ gov, locale, done }: { gov: Government; locale: Locale; done: NonNullable<PersonPageProps['done']> }) {
  const { taking, order } = done;
  const money = (minor: number) => formatMoney(minor, gov.pack.currency, locale);
  const programme = gov.pack.programmes.get(taking.programme)!.title[locale];
  const place = order && gov.pack.places.get(order.place)?.title[locale];
  return (
    <NotificationBanner
      locale={locale}
      tone="success"
      heading={say(COUNTER.done, locale, { amount: money(taking.amount), programme })}
    >
      <Paragraph>
        {taking.price > 0 ? say(COUNTER.doneCash, locale, { price: money(taking.price) }) : COUNTER.doneNoCash[locale]}
      </Paragraph>
      {order && (
        <Paragraph>
          {say(COUNTER.pickUp, locale, { place: place ?? order.place, code: spokenCode(order.code) })}
        </Paragraph>
      )}
    </NotificationBanner>
  );
}
