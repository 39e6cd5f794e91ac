/** Bulk imports: files of rows, how far they are, and the rows that were refused. */
package io.partnersupport.entitlement.domain.imports;
