/** How every service speaks HTTP: problem documents (RFC 9457), strict JSON, checked parameters, trace context. */
package io.partnersupport.kit.http;
