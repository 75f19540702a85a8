import {
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  Radios,
  TextInput,
} from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { FamilyMember, Wallet } from '../../../programmes/index.ts';
import { moneyIn } from './view.ts';
import { VOUCHERS } from './words.ts';

/** What the form says; as it was typed. */
export interface ShareForm {
  to?: string | undefined;
  amount?: string | undefined;
  key: string;
}

export interface SharePageProps {
  gov: Government;
  context: PageContext;
  wallet: Wallet;
  family: readonly FamilyMember[];
  form: ShareForm;
  /** What is wrong, and with which field. */
  problem?: { field: 'to' | 'amount'; text: string } | undefined;
}

/** Gives a part of a wallet to one of the family. */
export function SharePage({ gov, context, wallet, family, form, problem }: SharePageProps) {
  const { locale } = context;
  const { programme, balance } = wallet;
  const title = VOUCHERS.shareTitle[locale];
  const errorOf = (field: string) => (problem?.field === field ? { error: problem.text } : {});
  return (
    <Layout
      context={context}
      title={title}
      back={{ href: `/vouchers/${programme.id}`, text: programme.title[locale] }}
      failed={problem !== undefined}
    >
      {problem && <ErrorSummary locale={locale} errors={[{ text: problem.text, href: `#${problem.field}` }]} />}
      <Heading caption={programme.title[locale]}>{title}</Heading>
      <Paragraph>{VOUCHERS.shareLead[locale]}</Paragraph>
      {family.length === 0 ? (
        <EmptyState locale={locale} title={VOUCHERS.nobody[locale]} />
      ) : (
        <Form action={`/vouchers/${programme.id}/share`}>
          <input type="hidden" name="key" value={form.key} />
          <Radios
            locale={locale}
            name="to"
            label={VOUCHERS.shareWith[locale]}
            labelSize="m"
            value={form.to ?? ''}
            items={family.map(({ person, name }) => ({ value: person, text: name }))}
            {...errorOf('to')}
          />
          <TextInput
            locale={locale}
            name="amount"
            label={VOUCHERS.shareAmount[locale]}
            labelSize="m"
            hint={say(VOUCHERS.shareHint, locale, { most: moneyIn(gov, locale)(balance) })}
            value={form.amount ?? ''}
            inputMode="numeric"
            width={10}
            {...errorOf('amount')}
          />
          <Button>{VOUCHERS.shareNow[locale]}</Button>
        </Form>
      )}
    </Layout>
  );
}
