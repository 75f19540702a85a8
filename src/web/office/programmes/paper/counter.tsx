import {
  Button,
  ButtonLink,
  DateText,
  Form,
  Money,
  SummaryList,
  TextInput,
  WarningText,
} from '../../../../design/index.ts';
import { type NoteOrder, spokenCode } from '../../../../programmes/index.ts';
import { SCANNED } from '../../../paper/scanned.ts';
import { Camera } from '../../../paying/camera.tsx';
import { Frame, type FrameProps, paperHref } from './frame.tsx';
import { PAPER } from './words.ts';

/** An order as the counter sees it. */
export interface OrderAtCounter {
  order: NoteOrder;
  /** Whose name is on the identity card. */
  name: string;
}

export interface CounterProps extends Omit<FrameProps, 'part' | 'children'> {
  /** What was scanned or typed, and the order that it leads to. */
  code: string;
  found: OrderAtCounter | undefined;
  serial?: string;
}

/** A counter: find an order by its code, check who it is, scan the set, hand it over. */
export function CounterPage({ code, found, serial, ...frame }: CounterProps) {
  const { context, programme } = frame;
  const { locale } = context;
  const here = paperHref(programme, 'counter');
  return (
    <Frame {...frame} part="counter" scripts={['scan']}>
      {found ? (
        <HandOverForm {...frame} found={found} {...(serial !== undefined && { serial })} />
      ) : (
        <Form action={here} method="get">
          <Camera locale={locale} into="code" wanted={SCANNED.order} waits />
          <TextInput
            locale={locale}
            name="code"
            label={PAPER.code[locale]}
            hint={PAPER.codeHint[locale]}
            width={20}
            value={code}
            spellCheck={false}
            autoComplete="off"
          />
          <Button>{PAPER.find[locale]}</Button>
        </Form>
      )}
    </Frame>
  );
}

function HandOverForm({
  gov,
  context,
  programme,
  found: { order, name },
  serial = '',
}: Omit<CounterProps, 'code' | 'found'> & { found: OrderAtCounter }) {
  const { locale } = context;
  const here = paperHref(programme, 'counter');
  return (
    <>
      <SummaryList
        locale={locale}
        rows={[
          { key: PAPER.person[locale], value: name },
          { key: PAPER.code[locale], value: spokenCode(order.code) },
          { key: PAPER.place[locale], value: gov.pack.places.get(order.place)?.title[locale] ?? order.place },
          {
            key: PAPER.worth[locale],
            value: <Money locale={locale} minor={order.amount} currency={gov.pack.currency} />,
          },
          { key: PAPER.until[locale], value: <DateText locale={locale} iso={order.pickUpUntil} form="weekday" /> },
        ]}
      />
      <WarningText locale={locale}>{PAPER.checkId[locale]}</WarningText>
      <Form action={here}>
        <input type="hidden" name="code" value={order.code} />
        <Camera locale={locale} into="serial" wanted={SCANNED.note} waits />
        <TextInput
          locale={locale}
          name="serial"
          label={PAPER.serial[locale]}
          hint={PAPER.serialHint[locale]}
          width={20}
          value={serial}
          spellCheck={false}
          autoComplete="off"
        />
        <Button>{PAPER.handOver[locale]}</Button>
      </Form>
      <ButtonLink href={here} variant="secondary">
        {PAPER.next[locale]}
      </ButtonLink>
    </>
  );
}
