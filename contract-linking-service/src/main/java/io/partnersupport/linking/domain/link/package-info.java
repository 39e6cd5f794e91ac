/** Contract links, and the rules by which an account may make one. */
package io.partnersupport.linking.domain.link;
