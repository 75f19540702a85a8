import {
  Button,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  TextArea,
  TextInput,
} from '../../../design/index.ts';
import type { Enrolment } from '../../../exchange/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { RECEIVERS } from './words.ts';

/** What is wrong with something that was handed in, by its part. */
export type HandInProblems = readonly { part: keyof Enrolment; problem: Text }[];

interface HandInProps {
  context: PageContext;
  said: Enrolment;
  problems: HandInProblems;
  /** Whether it is in force at once, since this is where one only tries. */
  sandbox: boolean;
}

/** Where somebody hands in purposes, keys and an address. */
export function HandIn({ context, said, problems, sandbox }: HandInProps) {
  const { locale } = context;
  const title = (sandbox ? RECEIVERS.register : RECEIVERS.review)[locale];
  const errorOf = (part: keyof Enrolment) => problems.find((one) => one.part === part)?.problem[locale];
  return (
    <Layout
      context={context}
      title={title}
      back={{ href: '/receivers', text: RECEIVERS.title[locale] }}
      failed={problems.length > 0}
    >
      <ErrorSummary
        locale={locale}
        errors={problems.map(({ part, problem }) => ({ text: problem[locale], href: `#${part}` }))}
      />
      <Heading>{title}</Heading>
      <Paragraph size="l">{(sandbox ? RECEIVERS.atOnce : RECEIVERS.reviewLead)[locale]}</Paragraph>
      <Form action="/receivers">
        <TextArea
          locale={locale}
          name="file"
          label={RECEIVERS.file[locale]}
          hint={RECEIVERS.fileHint[locale]}
          rows={14}
          spellCheck={false}
          value={said.file}
          error={errorOf('file')}
        />
        <KeysArea context={context} value={said.keys} error={errorOf('keys')} />
        <TextInput
          locale={locale}
          name="webhook"
          label={RECEIVERS.webhook[locale]}
          hint={RECEIVERS.webhookHint[locale]}
          optional
          spellCheck={false}
          autoComplete="off"
          value={said.webhook}
          error={errorOf('webhook')}
        />
        <Button>{(sandbox ? RECEIVERS.register : RECEIVERS.submit)[locale]}</Button>
      </Form>
    </Layout>
  );
}

/** Where public keys are pasted. */
export function KeysArea({
  context: { locale },
  value,
  error,
}: {
  context: PageContext;
  value: string;
  error: string | undefined;
}) {
  return (
    <TextArea
      locale={locale}
      name="keys"
      label={RECEIVERS.keys[locale]}
      hint={RECEIVERS.keysHint[locale]}
      rows={10}
      spellCheck={false}
      value={value}
      error={error}
    />
  );
}
