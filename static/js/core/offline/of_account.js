// What is kept on a device under an account, told by its name: drafts, outboxes, what outboxes took.

// Where the account stands in the names that pages give; tests/js/core/of_account.test.mjs reads the pages.
const BEFORE =
  /^(?:draft:|taken:)*(?:(?:form|ask):|(?:desk|report|plan|programme):[^:]*:|remains:[^:]*:[^:]*:)/;

/** @param {string} name @param {string} account @returns {boolean} whether it was kept for this account */
export function isOfAccount(name, account) {
  const before = BEFORE.exec(name)?.[0];
  return before !== undefined && `${name.slice(before.length)}:`.startsWith(`${account}:`);
}
