/** What nobody may do: tokens, bad inputs and authorisation, generated from the API document that the gateway serves. */
package io.partnersupport.e2e.security;
