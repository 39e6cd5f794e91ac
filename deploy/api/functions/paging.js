/**
 * A list is a page: limit and cursor go in, items and nextCursor come out. Lists that are short by nature are named in
 * the rule, with the reason.
 */
export default function paging(operation, { complete = [] }) {
  const answer = operation.responses?.['200']?.content?.['application/json']?.schema;
  if (answer === undefined) {
    return [];
  }
  if (answer.type === 'array') {
    return [{ message: 'a list answers with an object that has items and nextCursor' }];
  }
  const has = (name) => answer.properties?.[name] !== undefined;
  const takes = (name) => (operation.parameters ?? []).some((parameter) => parameter.name === name);
  const parts = { limit: takes('limit'), cursor: takes('cursor'), items: has('items'), nextCursor: has('nextCursor') };
  const isList = Object.values(parts).some((part) => part) && !complete.includes(operation.operationId);
  const missing = Object.keys(parts).filter((part) => !parts[part]);
  return isList && missing.length > 0 ? [{ message: `a list needs ${missing.join(', ')}` }] : [];
}
