/** One class per use case: loads the facts, asks the domain, stores and announces the outcome in one transaction. */
package io.partnersupport.activation.application;
