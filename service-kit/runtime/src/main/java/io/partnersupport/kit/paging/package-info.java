/** Lists in pages, with cursors that only their own list accepts. */
package io.partnersupport.kit.paging;
