/** Visual Studio subscriptions: seats, and who holds them. */
package io.partnersupport.activation.domain.subscription;
