/** What people want to be told before they ask (I-10, I-15). */
package io.partnersupport.incident.domain.alert;
