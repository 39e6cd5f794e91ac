/** The pair of Access ID and Contract ID: a credential, so nothing here prints it. */
package io.partnersupport.linking.domain.pair;
