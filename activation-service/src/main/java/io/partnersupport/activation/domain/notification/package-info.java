/** What people are told by mail, and of what. */
package io.partnersupport.activation.domain.notification;
