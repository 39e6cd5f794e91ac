/** PostgreSQL behind the domain's ports. */
package io.partnersupport.linking.persistence;
