/** Purposes for which registers may be asked: who, for what, by which law or by consent, which fields at most. */
export { bundledStatements, type NamedStatement, readsOfStatements, statementsNamed } from './bundled.ts';
export { capped, tooMuch } from './capped.ts';
export { currentTemplate, isCurrent, openTemplateAct, type Publication, templateById, versionsOf } from './find.ts';
export {
  pathOf,
  pathsOf,
  pathsOfStatement,
  readsOf,
  requiredOf,
  standardsOf,
  statementOf,
  type Template,
  type TemplateDocument,
  type TemplateField,
  type TemplateStandard,
  type TemplateStatement,
  type Wish,
} from './model.ts';
export { onlyWhether } from './only-whether.ts';
export { cappedOrRecorded, type OverAsking, overAskedBy, recordOverAsking } from './over-asking.ts';
export { templatesPart } from './part.ts';
export { publishTemplates, templatesNow } from './publish.ts';
export { TemplateParams } from './routes.ts';
export { signedTemplate, TEMPLATE_TYPE, templateAddress } from './sign.ts';
export { standardForm, type Told } from './standard-form.ts';
export { StandardParams, standardAt, versionsOfStandard } from './standard-routes.ts';
export { type Breakage, breakagesOf, keepStandards } from './standards.ts';
export { answerStatement, holds } from './statements.ts';
