import { ButtonLink, Heading, Paragraph, SummaryList, TextInput } from '../../design/index.ts';
import { say, type Text } from '../../kernel/index.ts';
import {
  checkNote,
  type NoteSeal,
  type NoteStanding,
  noteText,
  spokenSerial,
  standingText,
} from '../../programmes/index.ts';
import { typedAmount } from '../paying/amount.ts';
import { PAYING } from '../paying/words.ts';
import { Carried, moneyText, TillPage, type TillView, tillAddress } from './view.tsx';
import { TILL } from './words.ts';

/** What was scanned or typed in of a paper note. */
export interface NoteRead {
  serial: string;
  /** Where its QR code was scanned. */
  programme?: string;
  seal?: NoteSeal;
}

/** A note that was printed once, whatever became of it. */
export type PrintedNote = Exclude<NoteStanding, { state: 'unknown' }>;

/** The note whose QR code was scanned, or whose serial was typed in: that begins with letters. Undefined for anything else. */
export function readNote(text: string): NoteRead | undefined {
  if (/^[A-Za-z]{2,4}[\s-]*[\dOoIiLl]/.test(text)) return { serial: text };
  if (!URL.canParse(text)) return undefined;
  const { pathname, searchParams } = new URL(text);
  const [, programme, serial] = /^\/notes\/([a-z0-9-]{1,60})\/([\w-]{1,40})$/.exec(pathname) ?? [];
  const [value, until, signature] = ['v', 'u', 's'].map((name) => searchParams.get(name) ?? '') as [
    string,
    string,
    string,
  ];
  return programme && serial ? { serial, programme, seal: { value, until, signature } } : undefined;
}

/** How a note stands before anybody scratches it, and why it is not to be taken. `note` is missing where there is none. */
export async function lookAtNote(
  { gov }: TillView,
  read: NoteRead,
): Promise<{ note: PrintedNote; refused: Text | undefined } | { note: undefined; refused: Text }> {
  const check = await checkNote(gov.db, gov, read);
  if (check.state !== 'known') return { note: undefined, refused: noteText(check.state) };
  const { standing: note } = check;
  return { note, refused: note.state === 'good' ? undefined : standingText(gov, note) };
}

interface NoteProps {
  view: TillView;
  note: PrintedNote;
  amount: number;
  goods: readonly string[];
  code: string;
  key_: string;
  problem?: Text | undefined;
}

/** Asks for the code under the scratch field: who copied a note has not seen it. */
export function NotePage({ view, note, amount, goods, code, key_, problem }: NoteProps) {
  const { locale, gov } = view;
  const error = problem?.[locale];
  const rest = amount - note.value;
  return (
    <TillPage view={view} title={TILL.noteTitle[locale]} failed={Boolean(error)}>
      <div class="md-show md-show--form">
        <Heading>{TILL.noteTitle[locale]}</Heading>
        <SummaryList
          locale={locale}
          rows={[
            { key: TILL.noteSerial[locale], value: spokenSerial(note.serial) },
            { key: PAYING.programme[locale], value: gov.pack.programmes.get(note.programme)?.title[locale] ?? '' },
            { key: TILL.noteValue[locale], value: <strong>{moneyText(view, note.value)}</strong> },
          ]}
        />
        {rest > 0 && <Paragraph>{say(TILL.restAfterNote, locale, { rest: moneyText(view, rest) })}</Paragraph>}
        {rest < 0 && <Paragraph>{TILL.noChange[locale]}</Paragraph>}
        <form action={tillAddress(view, 'payments')} method="post" data-swap noValidate>
          <Carried amount={typedAmount(amount, gov.pack.currency)} goods={goods} />
          <input type="hidden" name="key" value={key_} />
          <input type="hidden" name="code" value={code} />
          <input type="hidden" name="asked" value="secret" />
          <TextInput
            locale={locale}
            name="secret"
            label={TILL.scratchLabel[locale]}
            hint={TILL.scratchHint[locale]}
            width={10}
            inputMode="numeric"
            autoComplete="off"
            {...(error && { error })}
          />
          <div class="govuk-button-group">
            <button class="govuk-button" type="submit">
              {say(TILL.charge, locale, { amount: moneyText(view, note.value) })}
            </button>
            <ButtonLink href={tillAddress(view)} variant="secondary">
              {TILL.newAmount[locale]}
            </ButtonLink>
          </div>
        </form>
      </div>
    </TillPage>
  );
}
