/** What a refusal looks like, and the pages that explain every problem of the suite. */
package io.partnersupport.gateway.problems;
