import type { ComponentChildren } from 'preact';
import {
  Button,
  type ButtonVariant,
  DateInput,
  Form,
  Key,
  Paragraph,
  Radios,
  Section,
  Select,
  TextArea,
  TextInput,
  WarningText,
} from '../../design/index.ts';
import { formatDay, isDay, say } from '../../kernel/index.ts';
import { cite } from '../../pack/index.ts';
import { checkValue, personIds } from '../../registry/index.ts';
import { WORDS } from '../words.ts';
import { type ActName, LONGEST_WORDS, type Problems, type Typed } from './acts.ts';
import { type Filter, taskAddress } from './filter.ts';
import { fieldOf, lawsOf, type TaskView } from './view.ts';
import { OFFICE } from './words.ts';

/** An act that was tried and could not be done: what was typed, and why. */
export interface Attempt {
  act: ActName;
  typed: Typed;
  problems: Problems;
}

export interface FormsProps {
  view: TaskView;
  filter: Filter;
  attempt?: Attempt | undefined;
}

/** What can be done with a task now, or why nothing can. */
export function Forms(props: FormsProps) {
  const { locale, opened, officer } = props.view;
  const { task, kase } = opened;
  if (task.closedAt) return <Paragraph>{OFFICE.closed[locale]}</Paragraph>;
  if (task.pausedOn) {
    return <Paragraph>{say(OFFICE.waiting, locale, { since: formatDay(task.pausedOn, locale) })}</Paragraph>;
  }
  if (task.kind === 'correct') return <SettleForm {...props} />;
  if (task.kind === 'decide') {
    return (
      <>
        <ApproveForm {...props} />
        <RefuseForm {...props} />
        <AskForm {...props} />
      </>
    );
  }
  if (kase?.decision?.officer?.person === officer.person) return <Paragraph>{OFFICE.ownDecision[locale]}</Paragraph>;
  return <AppealForm {...props} />;
}

/** One act's form; its key stands beside its title. */
function ActForm(
  props: FormsProps & { act: ActName; hotkey: string; variant?: ButtonVariant; children: ComponentChildren },
) {
  const { view, filter, act, hotkey, variant, children } = props;
  const { locale, opened } = view;
  const button = act === 'settle' || act === 'appeal' ? OFFICE.send : OFFICE[act];
  return (
    <div data-key={hotkey}>
      <Section
        id={act}
        level={3}
        title={
          <>
            {OFFICE[act][locale]} <Key>{hotkey}</Key>
          </>
        }
      >
        <Form action={taskAddress(opened.task.id, filter, act)}>
          {children}
          <Button {...(variant && { variant })}>{button[locale]}</Button>
        </Form>
      </Section>
    </div>
  );
}

function ApproveForm(props: FormsProps) {
  const { locale, opened } = props.view;
  return (
    <ActForm {...props} act="approve" hotkey="a">
      {opened.assessment?.eligible === 'no' && <WarningText locale={locale}>{OFFICE.againstRules[locale]}</WarningText>}
      <Reason {...props} act="approve" />
      <LawChoice {...props} act="approve" optional />
    </ActForm>
  );
}

function RefuseForm(props: FormsProps) {
  return (
    <ActForm {...props} act="refuse" hotkey="r" variant="warning">
      <Reason {...props} act="refuse" />
      <LawChoice {...props} act="refuse" />
    </ActForm>
  );
}

function AskForm(props: FormsProps) {
  const { locale } = props.view;
  return (
    <ActForm {...props} act="ask" hotkey="m" variant="secondary">
      <TextArea
        {...control(props, 'ask', 'question')}
        label={OFFICE.question[locale]}
        hint={say(OFFICE.questionHint, locale, { n: LONGEST_WORDS.toLocaleString('en') })}
        rows={3}
      />
    </ActForm>
  );
}

function SettleForm(props: FormsProps) {
  const { locale } = props.view;
  return (
    <ActForm {...props} act="settle" hotkey="a">
      <Radios
        {...control(props, 'settle', 'upheld')}
        label={OFFICE.upheld[locale]}
        small
        items={[
          { value: 'yes', text: OFFICE.upheldYes[locale] },
          { value: 'no', text: OFFICE.upheldNo[locale] },
        ]}
      />
      <ValueInput {...props} />
      <Reason {...props} act="settle" />
    </ActForm>
  );
}

function AppealForm(props: FormsProps) {
  const { locale } = props.view;
  return (
    <ActForm {...props} act="appeal" hotkey="a">
      <Radios
        {...control(props, 'appeal', 'granted')}
        label={OFFICE.granted[locale]}
        small
        items={[
          { value: 'yes', text: OFFICE.grantedYes[locale] },
          { value: 'no', text: OFFICE.grantedNo[locale] },
        ]}
      />
      <Reason {...props} act="appeal" />
    </ActForm>
  );
}

/** What every control of an act has: its own id, what was typed, and what was wrong with it. */
function control({ view: { locale }, attempt }: FormsProps, act: ActName, name: keyof Typed) {
  const mine = attempt?.act === act ? attempt : undefined;
  const value = mine?.typed[name];
  const error = mine?.problems[name]?.[locale];
  return { locale, name, id: `${act}-${name}`, ...(value !== undefined && { value }), ...(error && { error }) };
}

function Reason(props: FormsProps & { act: ActName }) {
  const { locale } = props.view;
  return (
    <TextArea
      {...control(props, props.act, 'reason')}
      label={OFFICE.reason[locale]}
      hint={say(OFFICE.reasonHint, locale, { n: LONGEST_WORDS.toLocaleString('en') })}
      rows={3}
    />
  );
}

function LawChoice(props: FormsProps & { act: ActName; optional?: boolean }) {
  const { gov, locale, opened } = props.view;
  const laws = opened.context ? [...lawsOf(gov, opened.context.service)] : [];
  return (
    <Select
      {...control(props, props.act, 'law')}
      label={OFFICE.law[locale]}
      {...(props.optional && { optional: true })}
      options={[
        { value: '', text: OFFICE.chooseLaw[locale] },
        ...laws.map(([value, law]) => ({ value, text: cite(law, locale) })),
      ]}
    />
  );
}

/** The corrected value, typed as the registry's field wants it; what the applicant says stands there where it fits. */
function ValueInput(props: FormsProps) {
  const { gov, locale, opened } = props.view;
  const { dispute } = opened;
  const field = dispute && fieldOf(gov, dispute);
  if (!dispute || !field) return null;
  const suggested = 'value' in checkValue(dispute.claimed, field, personIds) ? dispute.claimed.trim() : '';
  const shared = {
    value: suggested,
    ...control(props, 'settle', 'value'),
    label: OFFICE.correctValue[locale],
    ...(field.optional && { hint: OFFICE.emptyRemoves[locale] }),
  };
  const options = field.of
    ? Object.entries(field.of).map(([value, text]) => ({ value, text: text[locale] }))
    : field.type === 'boolean'
      ? [
          { value: 'true', text: WORDS.yes[locale] },
          { value: 'false', text: WORDS.no[locale] },
        ]
      : undefined;
  if (options) return <Select {...shared} options={[{ value: '', text: OFFICE.chooseLaw[locale] }, ...options]} />;
  if (field.type === 'date') return <DateInput {...shared} value={isDay(shared.value) ? shared.value : ''} single />;
  if (field.type === 'person') return <TextInput {...shared} hint={OFFICE.numberOfPerson[locale]} />;
  if (field.type === 'people') return <TextInput {...shared} hint={OFFICE.numbersOfPeople[locale]} />;
  const numeric = field.type === 'integer' || field.type === 'number' || field.type === 'money';
  return <TextInput {...shared} {...(numeric && { inputMode: 'decimal', width: 10 })} />;
}
