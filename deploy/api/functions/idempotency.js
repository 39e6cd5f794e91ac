/** A POST has an effect that must not happen twice, so it takes a key; those without an effect are named in the rule. */
export default function idempotency(operation, { without = [] }) {
  const key = (operation.parameters ?? []).find((parameter) => parameter.name === 'Idempotency-Key');
  if (without.includes(operation.operationId)) {
    return key === undefined ? [] : [{ message: `${operation.operationId} has the header, so the rule need not name it` }];
  }
  return key?.in === 'header' && key.required === true ? [] : [{ message: 'a POST needs the required header Idempotency-Key' }];
}
