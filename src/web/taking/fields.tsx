import { Button, type Choice, Form, List, Paragraph, Radios, Section, Select, TextInput } from '../../design/index.ts';
import { formatMoney, type Locale, say } from '../../kernel/index.ts';
import type { Channel, Government, Programme } from '../../pack/index.ts';
import { PICK_UP_DAYS, type PlaceWithStock } from '../../programmes/index.ts';
import { typedAmount } from '../paying/amount.ts';
import { fieldOf, placeOf, type TakeForm, type TakeProblem } from './form.ts';
import { TAKING } from './words.ts';

export interface TakeFieldsProps {
  gov: Government;
  locale: Locale;
  programme: Programme;
  /** How much can be taken, in minor units. */
  left: number;
  places: readonly PlaceWithStock[];
  form: TakeForm;
  problem?: TakeProblem | undefined;
  action: string;
  /** For whom an officer takes it, who takes in cash and not from an account. */
  forPerson?: string;
  /** Whether anything is to be paid. */
  hasPrice: boolean;
}

/** The questions, with a key of their own: sent twice, it is taken once. */
export function TakeFields(props: TakeFieldsProps) {
  const { locale, programme, form, problem, action, forPerson, hasPrice } = props;
  const [only] = programme.channels;
  const isOnly = programme.channels.length === 1;
  const errorOf = (field: string) => (problem && placeOf(problem, form) === field ? problem.text : undefined);
  const fields = { ...props, errorOf };
  return (
    <Form action={action} id="take">
      <input type="hidden" name="key" value={form.key ?? ''} />
      {forPerson && <input type="hidden" name="person" value={forPerson} />}
      {programme.take !== 'whole' && <Amount {...fields} />}
      {isOnly ? (
        <>
          <input type="hidden" name="channel" value={only!.id} />
          <MoreOf {...fields} channel={only!} />
        </>
      ) : (
        <Radios
          locale={locale}
          name="channel"
          label={TAKING.how[locale]}
          labelSize="m"
          value={form.channel ?? ''}
          {...errorProp(errorOf('channel'))}
          items={programme.channels.map((channel): Choice => {
            const more = hasMore(channel) && <MoreOf {...fields} channel={channel} />;
            const hint = channel.hint?.[locale];
            return {
              value: channel.id,
              text: channel.title[locale],
              ...(hint && { hint }),
              ...(more && { conditional: more }),
            };
          })}
        />
      )}
      {!forPerson && hasPrice && (
        <Section id="how-paid" title={TAKING.howPaid[locale]} level={2} size="s">
          <Paragraph>{TAKING.directDebit[locale]}</Paragraph>
        </Section>
      )}
      <Button>{TAKING.confirm[locale]}</Button>
    </Form>
  );
}

/** An error as a property that is left out where there is none. */
const errorProp = (error: string | undefined) => (error === undefined ? {} : { error });

interface FieldsProps extends TakeFieldsProps {
  errorOf(field: string): string | undefined;
}

const moneyIn =
  ({ pack }: Government, locale: Locale) =>
  (minor: number): string =>
    formatMoney(minor, pack.currency, locale);

function Amount({ gov, locale, programme: { take }, left, form, errorOf }: FieldsProps) {
  if (take === 'whole') return null;
  const money = moneyIn(gov, locale);
  const hint = say(TAKING.howMuchHint, locale, {
    least: money(take.least),
    step: money(take.step),
    most: money(left),
  });
  return (
    <TextInput
      locale={locale}
      name="amount"
      label={TAKING.howMuch[locale]}
      labelSize="m"
      hint={hint}
      value={form.amount ?? typedAmount(left, gov.pack.currency)}
      inputMode="numeric"
      width={10}
      {...errorProp(errorOf('amount'))}
    />
  );
}

const hasMore = ({ kind }: Channel) => kind !== 'wallet';

/** What a channel needs to know. */
function MoreOf({ channel, ...props }: FieldsProps & { channel: Channel }) {
  const { gov, locale, programme, form, errorOf } = props;
  const money = moneyIn(gov, locale);
  const [account, card] = [fieldOf('account', channel.id), fieldOf('card', channel.id)];
  if (channel.kind === 'paper') return <Places {...props} name={fieldOf('place', channel.id)} />;
  if (channel.kind === 'bank') {
    const hint = programme.every === 'month' ? TAKING.bankMonthlyHint : TAKING.bankHint;
    return (
      <TextInput
        locale={locale}
        name={account}
        label={TAKING.bankAccount[locale]}
        hint={hint[locale]}
        value={form[account] ?? ''}
        inputMode="numeric"
        width={20}
        {...errorProp(errorOf(account))}
      />
    );
  }
  if (channel.kind !== 'cash-back') return null;
  return (
    <>
      <Paragraph>{say(TAKING.cardTerms, locale, { spend: money(channel.spend), back: money(channel.back) })}</Paragraph>
      <TextInput
        locale={locale}
        name={card}
        label={TAKING.card[locale]}
        hint={TAKING.cardHint[locale]}
        value={form[card] ?? ''}
        inputMode="numeric"
        autoComplete="cc-number"
        width={20}
        {...errorProp(errorOf(card))}
      />
      <TextInput
        locale={locale}
        name={account}
        label={TAKING.backAccount[locale]}
        hint={TAKING.bankHint[locale]}
        value={form[account] ?? ''}
        inputMode="numeric"
        width={20}
        {...errorProp(errorOf(account))}
      />
    </>
  );
}

/** More than this is not counted out: who looks wants to know whether the way is worth it. */
const MANY = 50;

function Places({ locale, places, form, errorOf, name }: FieldsProps & { name: string }) {
  if (places.length === 0) return <List items={[TAKING.setsNone[locale]]} />;
  const stock = (free: number) =>
    free > MANY ? TAKING.setsMany[locale] : say(TAKING.setsLeft, locale, { count: free });
  return (
    <Select
      locale={locale}
      name={name}
      label={TAKING.place[locale]}
      hint={say(TAKING.placeHint, locale, { days: PICK_UP_DAYS })}
      value={form[name] ?? ''}
      options={[
        { value: '', text: TAKING.choosePlace[locale] },
        ...places.map(({ place, free }) => ({ value: place.id, text: `${place.title[locale]} · ${stock(free)}` })),
      ]}
      {...errorProp(errorOf(name))}
    />
  );
}
