/** Who did what to links (L-5). */
package io.partnersupport.linking.domain.audit;
