/** Small helps for talking to PostgreSQL. */
package io.partnersupport.kit.persistence;
