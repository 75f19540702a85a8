import { compareWithFixtures, type Options } from '../testing/fixtures.ts';
import { Button, ButtonLink } from './button.tsx';
import { Checkboxes, Radios } from './choices.tsx';
import { DateInput } from './date-input.tsx';
import { ErrorMessage, Fieldset, Hint } from './field.tsx';
import { FileUpload, Select, TextArea, TextInput } from './inputs.tsx';

const en = { locale: 'en' } as const;

/** What the question components have in common. */
const field = (o: Options) => ({
  ...en,
  name: o.name,
  id: o.id ?? o.idPrefix,
  label: o.label?.text ?? o.fieldset?.legend.text,
  labelSize: /--(s|m|l|xl)\b/.exec(o.label?.classes ?? o.fieldset?.legend.classes ?? '')?.[1] as 's' | undefined,
  isPageHeading: o.label?.isPageHeading ?? o.fieldset?.legend.isPageHeading,
  hint: o.hint?.text,
  error: o.errorMessage?.text,
});

const items = (o: Options) =>
  o.items.map((item: Options) => (item.divider ? item : { ...item, hint: item.hint?.text, conditional: undefined }));

await compareWithFixtures([
  {
    component: 'button',
    names: ['default', 'disabled', 'secondary', 'secondary disabled', 'warning', 'inverse'],
    build: (o) => (
      <Button
        name={o.name}
        disabled={o.disabled}
        variant={/--(\w+)/.exec(o.classes ?? '')?.[1] as 'secondary' | undefined}
      >
        {o.text}
      </Button>
    ),
  },
  {
    component: 'button',
    names: ['link', 'start link'],
    build: (o) => (
      <ButtonLink href={o.href} start={o.isStartButton}>
        {o.text}
      </ButtonLink>
    ),
  },
  {
    component: 'input',
    names: [
      'default',
      'with hint text',
      'with error message',
      'with error and hint',
      'with width-4 class',
      'with width-20 class',
      'with label as page heading',
      'with prefix',
      'with prefix and suffix',
      'value',
      'custom type',
      'with autocomplete attribute',
      'inputmode',
      'disabled',
    ],
    build: (o) => (
      <TextInput
        {...field(o)}
        value={o.value}
        type={o.type}
        disabled={o.disabled}
        inputMode={o.inputmode}
        autoComplete={o.autocomplete}
        prefix={o.prefix?.text}
        suffix={o.suffix?.text}
        width={Number(/width-(\d+)/.exec(o.classes ?? '')?.[1]) as 4}
      />
    ),
  },
  {
    component: 'select',
    names: ['default', 'with hint text and error message', 'with label as page heading'],
    build: (o) => (
      <Select
        {...field(o)}
        options={o.items.map((item: Options) => ({ ...item, value: String(item.value) }))}
        value={String(o.items.find((item: Options) => item.selected)?.value)}
      />
    ),
  },
  {
    component: 'textarea',
    names: [
      'default',
      'with hint',
      'with error message',
      'with default value',
      'with custom rows',
      'with hint and error message',
    ],
    build: (o) => <TextArea {...field(o)} value={o.value} rows={o.rows} />,
  },
  {
    component: 'file-upload',
    names: ['default', 'with hint text', 'with error message and hint'],
    build: (o) => <FileUpload {...field(o)} />,
  },
  {
    component: 'radios',
    names: [
      'default',
      'with hint',
      'inline',
      'with a divider',
      'small with a divider',
      'with fieldset and error message',
    ],
    build: (o) => (
      <Radios
        {...field(o)}
        items={items(o)}
        inline={/--inline/.test(o.classes ?? '')}
        small={/--small/.test(o.classes ?? '')}
        value={o.value ?? o.items.find((item: Options) => item.checked)?.value}
      />
    ),
  },
  {
    component: 'checkboxes',
    names: [
      'default',
      'with hint',
      'with divider and None',
      'with legend as a page heading',
      'with error message',
      'small',
      'with pre-checked values',
    ],
    build: (o) => (
      <Checkboxes {...field(o)} items={items(o)} small={/--small/.test(o.classes ?? '')} values={o.values} />
    ),
    adapt: (html) => html.replace(/<div class="govuk-checkboxes__conditional[\s\S]*?<\/div>/g, ''),
  },
  {
    component: 'date-input',
    names: ['with values and name prefix'],
    build: (o) => <DateInput {...field(o)} name={o.namePrefix} value="1980-03-31" />,
  },
  {
    component: 'date-input',
    names: ['with error message and hint', 'with hint and described by'],
    build: (o) => <DateInput {...field(o)} name={o.id} describedBy={o.fieldset.describedBy} />,
    adapt: (html) => html.replace(/id="([\w-]+)-(day|month|year)" name="\w+"/g, 'id="$1-$2" name="$1-$2"'),
  },
  {
    component: 'fieldset',
    names: ['default', 'as page heading l', 'styled as medium text', 'with describedBy', 'html as text'],
    build: (o) => (
      <Fieldset
        legend={o.legend.text}
        legendSize={/--(s|m|l|xl)$/.exec(o.legend.classes ?? '')?.[1] as 's' | undefined}
        isPageHeading={o.legend.isPageHeading}
        describedBy={o.describedBy}
      />
    ),
  },
  { component: 'hint', names: ['default', 'id', 'html as text'], build: (o) => <Hint id={o.id}>{o.text}</Hint> },
  {
    component: 'error-message',
    names: ['default', 'id', 'html as text'],
    build: (o) => (
      <ErrorMessage {...en} id={o.id}>
        {o.text}
      </ErrorMessage>
    ),
  },
]);
