import type { Locale, Text } from '../../kernel/index.ts';
import { Button, ButtonGroup, ButtonLink, Form } from '../components/button.tsx';
import { Checkboxes, Radios } from '../components/choices.tsx';
import { DateInput } from '../components/date-input.tsx';
import { DisplaySettings } from '../components/display-settings.tsx';
import { FileUpload, Select, TextArea, TextInput } from '../components/inputs.tsx';
import { Link } from '../components/link.tsx';
import { ErrorSummary } from '../components/notices.tsx';
import { Section } from '../components/text.tsx';
import { text } from './samples.ts';

const nameWrong = text('아이 이름을 입력해 주세요', '請輸入孩子的姓名', 'Enter the name of the child');
const dateWrong = text('실제 날짜를 입력해 주세요', '請輸入正確日期', 'Enter a real date');

/** Every kind of question, with and without an error. */
export function FormSamples({ locale }: { locale: Locale }) {
  const t = (one: Text): string => one[locale];
  return (
    <Section id="forms" title={t(text('물어보기', '表單', 'Questions'))}>
      <ErrorSummary
        locale={locale}
        errors={[
          { text: t(nameWrong), href: '#child-name' },
          { text: t(dateWrong), href: '#born-day' },
        ]}
      />
      <Form action="/journeys/birth">
        <TextInput
          locale={locale}
          name="child-name"
          label={t(text('아이 이름', '孩子的姓名', 'Name of the child'))}
          hint={t(
            text(
              '성을 포함해 등록할 그대로 써 주세요.',
              '請依登記的姓名填寫，含姓氏。',
              'As it should be registered, with the surname.',
            ),
          )}
          error={t(nameWrong)}
          width={20}
        />
        <DateInput
          locale={locale}
          name="born"
          label={t(text('태어난 날', '出生日期', 'Date of birth'))}
          hint={t(text('예: 2026년 3월 5일', '例如：2026年3月5日', 'For example, 5 March 2026'))}
          error={t(dateWrong)}
          wrong={['day']}
          typed={{ year: '2026', month: '2', day: '30' }}
        />
        <DateInput
          locale={locale}
          name="start"
          single
          label={t(text('휴가 시작일', '請假起始日', 'Start of leave'))}
          value="2026-03-05"
        />
        <Radios
          locale={locale}
          name="surname"
          label={t(text('아이가 누구의 성을 따르나요?', '孩子從何人的姓？', 'Whose surname does the child take?'))}
          value="mother"
          items={[
            { value: 'father', text: t(text('아버지의 성', '父姓', 'The father’s')) },
            {
              value: 'mother',
              text: t(text('어머니의 성', '母姓', 'The mother’s')),
              hint: t(text('다른 부모의 동의가 필요해요.', '須經另一方同意。', 'The other parent has to agree.')),
              conditional: (
                <TextInput
                  locale={locale}
                  name="other-parent-phone"
                  type="tel"
                  autoComplete="tel"
                  width={20}
                  label={t(text('다른 부모의 휴대전화', '另一方的手機號碼', 'Mobile number of the other parent'))}
                />
              ),
            },
            { divider: t(text('또는', '或', 'or')) },
            { value: 'later', text: t(text('아직 정하지 못했어요', '尚未決定', 'We have not decided yet')) },
          ]}
        />
        <Checkboxes
          locale={locale}
          name="services"
          label={t(text('함께 신청할 서비스', '一併申請的服務', 'Services to apply for together'))}
          values={['maternity']}
          items={[
            { value: 'maternity', text: t(text('출산급여', '生育給付', 'Maternity benefit')) },
            { value: 'allowance', text: t(text('양육수당', '育兒津貼', 'Childcare allowance')) },
            {
              value: 'insurance',
              text: t(text('건강보험 가입', '健保加保', 'Health insurance enrolment')),
              disabled: true,
            },
          ]}
        />
        <Select
          locale={locale}
          name="bank"
          label={t(text('은행', '銀行', 'Bank'))}
          value="b"
          options={[
            { value: 'a', text: t(text('우리동네은행', '社區銀行', 'Community bank')) },
            { value: 'b', text: t(text('마당은행', '庭院銀行', 'Courtyard bank')) },
          ]}
        />
        <TextInput
          locale={locale}
          name="salary"
          label={t(text('평균 월급', '平均月投保薪資', 'Average monthly pay'))}
          inputMode="numeric"
          width={10}
          suffix={t(text('원', '元', 'a month'))}
          optional
        />
        <TextArea
          locale={locale}
          name="note"
          label={t(text('담당자에게 남길 말', '給承辦人的留言', 'Note to the officer'))}
          maxLength={200}
          rows={3}
          optional
        />
        <FileUpload
          locale={locale}
          name="proof"
          label={t(text('출생증명서 사진', '出生證明書照片', 'Photo of the birth certificate'))}
          accept="image/*,.pdf"
        />
        <ButtonGroup>
          <Button>{t(text('다음', '下一步', 'Next'))}</Button>
          <Button variant="secondary" name="save" value="1">
            {t(text('임시저장', '暫存', 'Save and continue later'))}
          </Button>
          <Link href="/cancel">{t(text('그만두기', '取消', 'Cancel'))}</Link>
        </ButtonGroup>
        <ButtonGroup>
          <Button variant="warning" name="withdraw" value="1">
            {t(text('신청 취하하기', '撤回申請', 'Withdraw application'))}
          </Button>
          <Button disabled>{t(text('제출하기', '送出', 'Submit'))}</Button>
          <ButtonLink href="/journeys/birth" start>
            {t(text('신청하기', '開始申請', 'Apply'))}
          </ButtonLink>
        </ButtonGroup>
      </Form>
      <DisplaySettings locale={locale} preferences={{}} action="/display" />
    </Section>
  );
}
